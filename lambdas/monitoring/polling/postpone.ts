import type { Polled, PollPorts } from './poll-ports.ts';
import { LONGEST_DELAY_SECONDS, type PollWork } from './work.ts';

type Putting = Pick<PollPorts, 'send' | 'intervalSeconds' | 'way'>;

/**
 * Sends the work anew for later: giving the message back would count as a failure of it. Undefined, and nothing sent,
 * when it has been put off for two rounds: by then it is planned anew, and both would only wait for the same tokens.
 */
export async function postpone(
  work: Exclude<PollWork, { kind: 'probe' }>,
  afterSeconds: number,
  { send, intervalSeconds, way }: Putting,
): Promise<Polled | undefined> {
  const wait = Math.ceil(Math.min(Math.max(1, afterSeconds), LONGEST_DELAY_SECONDS));
  const waitedSeconds = (work.waitedSeconds ?? 0) + wait;
  if (waitedSeconds > 2 * Math.max(intervalSeconds, way.intervalSeconds)) return undefined;
  await send({ ...work, waitedSeconds }, wait);
  return { kind: 'postponed', afterSeconds: wait };
}
