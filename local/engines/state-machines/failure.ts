/** A state that fails, with the error name that Retry and Catch see. */
export class StateFailure extends Error {
  override name = 'StateFailure';
  readonly error: string;
  override readonly cause: string;
  constructor(error: string, cause = '') {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/** The definition asks for what its input does not have; only a Retry or Catch that names States.Runtime helps. */
export function runtimeFailure(cause: string): StateFailure {
  return new StateFailure('States.Runtime', cause);
}

/** Errors that States.ALL leaves alone. */
const TERMINAL = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** Whether a list of error names in a Retry or Catch covers an error. */
export function covers(names: readonly string[], error: string): boolean {
  return names.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return !TERMINAL.has(error);
    if (name === 'States.TaskFailed') return !TERMINAL.has(error) && !TIMEOUTS.has(error);
    // A heartbeat that stays away is a time-out too.
    return name === 'States.Timeout' && TIMEOUTS.has(error);
  });
}

/** What a state may hand on, in bytes of JSON. */
export const MAX_PAYLOAD_BYTES = 256 * 1024;

export function checkSize(stateName: string, output: unknown): void {
  if (Buffer.byteLength(JSON.stringify(output) ?? '') <= MAX_PAYLOAD_BYTES) return;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
