import { budgetOf, chooseShape } from '../../clients/soundtrack/choose-shape.ts';
import { measureShapes } from '../../clients/soundtrack/measure-shapes.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { nothingTaken } from './take-in.ts';
import { DOCUMENTED_TERMS } from './token-bucket.ts';

/** Accounts that samples are taken of; one that is forbidden or gone must not spoil the measurement. */
const SAMPLES = 3;

/** Measures what each way of asking costs this credential and chooses one. What cannot be measured changes nothing. */
export async function probe(ports: PollPorts): Promise<Polled> {
  const { soundtrack, notes, clock, accountIds, zonesOf, visible, intervalSeconds } = ports;
  const samples = accountIds.slice(0, SAMPLES);
  const measuredAt = clock().getTime();
  const measured = await measureShapes(soundtrack, {
    accountIds: samples,
    zoneIds: samples.flatMap((accountId) => zonesOf(accountId).map(({ id }) => id)),
    measuredAt,
  });
  const budgetTokens = budgetOf({ refillPerSecond: DOCUMENTED_TERMS.refillPerSecond, intervalSeconds });
  const choice = chooseShape(measured, { ...visible, budgetTokens, intervalSeconds });
  if (!choice) {
    return { kind: 'done', taken: nothingTaken(), unread: measured.unmeasured[0]?.because ?? 'nothing-measured' };
  }
  await notes.saveWay({ ...choice, measuredAt, measured });
  return { kind: 'learnt' };
}
