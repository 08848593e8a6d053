import type { Log } from '../log.ts';
import type { Meter } from '../metrics.ts';
import { stepFailure } from './step-failure.ts';

/** A step of a state machine as a function: its result goes back to the state machine, its failure under a name that says whether to try again. */
export function stepHandler<Input, Result>(
  step: string,
  { log, meter }: { log: Log; meter?: Meter },
  run: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  return async (input) => {
    try {
      const result = await run(input);
      log.info('step done', { step });
      return result;
    } catch (error) {
      log.error('step failed', { step, error });
      throw stepFailure(step, error);
    } finally {
      meter?.flush();
    }
  };
}
