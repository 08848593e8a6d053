import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { OutsideCall } from '../../runtime/resilience/outside-call.ts';
import { judgeLater } from '../../runtime/resilience/verdict.ts';
import type { Asking, AskOptions, Operation } from './client.ts';
import type { SoundtrackOutcome } from './outcome.ts';

/**
 * Soundtrack asked with the house's patience: tried again where that helps, left alone while its breaker is open, no
 * longer than until `deadline`. Being out of time or left alone are outcomes as well, so that a walk ends with what it
 * has read.
 */
export function patientSoundtrack(
  soundtrack: Asking,
  { outside, clock, deadline }: { outside: OutsideCall; clock: Clock; deadline: Date },
): Asking {
  return {
    async ask<Variables extends Record<string, unknown>, Data>(
      operation: Operation<Variables, Data>,
      variables: Variables,
      options?: AskOptions,
    ) {
      if (clock() >= deadline) return OUT_OF_TIME;
      try {
        const outcome = await outside<SoundtrackOutcome<Data>>(() => soundtrack.ask(operation, variables, options), {
          judge: judgeLater,
          deadline,
        });
        return 'source' in outcome ? LEFT_ALONE : outcome;
      } catch (error) {
        if (error instanceof Failure && error.retryable) return OUT_OF_TIME;
        throw error;
      }
    },
  };
}

const OUT_OF_TIME = { kind: 'later', reason: 'timeout', mayHaveRun: false } as const;
const LEFT_ALONE = { kind: 'later', reason: 'unavailable', mayHaveRun: false } as const;
