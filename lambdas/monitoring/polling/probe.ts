import { budgetOf, chooseShape } from '../../clients/soundtrack/choose-shape.ts';
import { measureShapes } from '../../clients/soundtrack/measure-shapes.ts';
import type { ShapeCosts } from '../../clients/soundtrack/shapes.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { nothingTaken } from './take-in.ts';
import { DOCUMENTED_TERMS } from './token-bucket.ts';

/** Accounts that samples are taken of; one that is forbidden or gone must not spoil the measurement. */
const SAMPLES = 3;

/** The price of a way of asking that cannot be measured just now stands for so long. */
const REMEMBERED = 2.5 * 86_400_000;

/** Measures what each way of asking costs this credential and chooses one. Nothing measured changes nothing. */
export async function probe(ports: PollPorts): Promise<Polled> {
  const { soundtrack, notes, way, clock, accountIds, zonesOf, visible, intervalSeconds } = ports;
  const samples = accountIds.slice(0, SAMPLES);
  const measuredAt = clock().getTime();
  const now = await measureShapes(soundtrack, {
    accountIds: samples,
    zoneIds: samples.flatMap((accountId) => zonesOf(accountId).map(({ id }) => id)),
    measuredAt,
  });
  const measured = withLastPrices(now, way.measured);
  const budgetTokens = budgetOf({ refillPerSecond: DOCUMENTED_TERMS.refillPerSecond, intervalSeconds });
  const choice = now.costs.length > 0 && chooseShape(measured, { ...visible, budgetTokens, intervalSeconds });
  if (!choice) {
    return { kind: 'done', taken: nothingTaken(), unread: measured.unmeasured[0]?.because ?? 'nothing-measured' };
  }
  await notes.saveWay({ ...choice, measuredAt, measured });
  return { kind: 'learnt' };
}

function withLastPrices(now: ShapeCosts, last: ShapeCosts): ShapeCosts {
  const remembered = last.costs.filter(
    ({ shape, detail, measuredAt }) =>
      now.measuredAt - measuredAt < REMEMBERED &&
      now.unmeasured.some((one) => one.shape === shape && one.detail === detail),
  );
  return { ...now, costs: [...now.costs, ...remembered] };
}
