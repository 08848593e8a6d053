import type { Clock } from '../clock.ts';
import { outcomeOf } from './data-api-errors.ts';
import { SqlFailure } from './sql-failure.ts';

export type Waiting = {
  clock: Clock;
  sleep(milliseconds: number): Promise<unknown>;
  /** From 0 to 1: callers that were refused together do not come back together. */
  jitter(): number;
};

export type Call<Output> = {
  label: string;
  /** What to do when the answer is lost: it changes nothing, it may have changed something, or it can still be undone. */
  ifLost: 'repeat' | 'unknown' | 'undo';
  send(): Promise<Output>;
};

// A paused database takes 15 seconds to wake up, after a day's sleep 30.
const longestMilliseconds = 30_000;
const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 4_000;

/**
 * Sends a call, and again for up to 30 seconds while it surely changed nothing. A call that may have changed
 * something is not sent twice: it ends as `outcome-unknown`.
 */
export async function withPatience<Output>(call: Call<Output>, waiting: Waiting): Promise<Output> {
  let since: number | undefined;
  for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
    try {
      return await call.send();
    } catch (error) {
      if (error instanceof SqlFailure) throw error;
      const { effect, failure } = outcomeOf(error, call.label);
      const answerLost = effect === 'unknown' && failure.code !== 'too-large';
      if (answerLost && call.ifLost === 'unknown') throw unknownOutcome(failure);
      if (effect !== 'untouched' && !(answerLost && call.ifLost === 'repeat')) throw failure;
      const now = waiting.clock().getTime();
      since ??= now;
      const milliseconds = pause * (0.5 + waiting.jitter() / 2);
      if (now - since + milliseconds > longestMilliseconds) throw failure;
      await waiting.sleep(milliseconds);
    }
  }
}

const unknownOutcome = (cause: SqlFailure) =>
  new SqlFailure('outcome-unknown', `Nobody knows whether this was carried out: "${cause.details.statement}"`, {
    details: cause.details,
    cause,
  });
