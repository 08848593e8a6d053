/**
 * What the caller cannot decide, with what is needed to find the case at night: a closed `code`, whether trying again
 * can help, and the ids involved. Expected outcomes are return values, not this.
 */
export class Failure extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Record<string, string | number>;

  constructor(
    code: string,
    message: string,
    options: { retryable: boolean; details?: Record<string, string | number>; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retryable = options.retryable;
    this.details = options.details ?? {};
  }
}

/** For the `default` of a switch over a union: a new member then does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
