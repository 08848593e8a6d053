import { Failure } from '../failure.ts';

/**
 * What a step throws, by the names the state machine's retry rules know. `Final`: trying again cannot help until a
 * person does something. The message is for the run's report, so it never holds what stood in a cell.
 */
export class StepFailure extends Error {
  constructor(name: 'Final' | 'Retryable', message: string, cause: unknown) {
    super(message, { cause });
    this.name = name;
  }
}

/** A failure that nobody foresaw may be a passing one, so it is tried again too. */
export function stepFailure(step: string, error: unknown): StepFailure {
  if (!(error instanceof Failure)) {
    const kind = error instanceof Error ? error.name : 'unknown error';
    return new StepFailure('Retryable', `${step} failed unexpectedly (${kind}); its log has the details.`, error);
  }
  return new StepFailure(error.retryable ? 'Retryable' : 'Final', `${step}: ${error.message}`, error);
}

/** What the state machine passes on when a step failed for good: Lambda's error as a JSON text in `Cause`. */
export function failureInWords({ Error: name, Cause: cause }: { Error: string; Cause?: string | undefined }): string {
  try {
    const { errorMessage } = JSON.parse(cause ?? '');
    if (typeof errorMessage === 'string' && errorMessage !== '') return errorMessage;
  } catch {
    // Not every error of the service is JSON.
  }
  return name === 'States.Timeout' || name === 'Sandbox.Timedout'
    ? 'A step took longer than it may.'
    : `A step failed (${name}).`;
}
