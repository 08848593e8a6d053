import type { Mailbox } from '../../clients/google/gmail.ts';
import { type Later, later, type Refused } from '../../clients/google/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { OutsideCall } from '../../runtime/resilience/outside-call.ts';
import { judgeLater } from '../../runtime/resilience/verdict.ts';

/**
 * A mailbox asked with the house's patience: tried again where that helps, left alone while its breaker is open, no
 * longer than until `deadline`. Being out of time or left alone are outcomes as well.
 */
export function patientMailbox(
  mailbox: Mailbox,
  { outside, clock, deadline }: { outside: OutsideCall; clock: Clock; deadline?: Date },
): Mailbox {
  const ask = async <Answer extends { kind: 'threads' | 'thread' }>(
    call: () => Promise<Answer | Refused | Later>,
  ): Promise<Answer | Refused | Later> => {
    try {
      const answer = await outside<Answer | Refused | Later>(call, {
        judge: judgeLater,
        ...(deadline && { deadline }),
      });
      if (!('until' in answer)) return answer;
      const seconds = (answer.until.getTime() - clock().getTime()) / 1000;
      return later('unavailable', Math.max(1, Math.ceil(seconds)));
    } catch (error) {
      if (error instanceof Failure && error.retryable) return later('timeout');
      throw error;
    }
  };
  return {
    threads: (query, options) => ask(() => mailbox.threads(query, options)),
    thread: (id, options) => ask(() => mailbox.thread(id, options)),
  };
}
