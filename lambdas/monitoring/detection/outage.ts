import { stableUuid } from '../../runtime/fingerprint.ts';
import type { AccountStep } from './account-step.ts';
import { needed } from './confirmations.ts';
import type { WatchedZone } from './context.ts';
import { expectationOf, isBad } from './expectation.ts';
import { endFlapping } from './flapping.ts';
import type { Told } from './reasons.ts';
import { firstRun, lastRun, withInstant } from './streak.ts';
import type { ZoneState } from './zone-state.ts';

const DAY_MS = 86_400_000;
type EndReason = Extract<Told, { kind: 'outage-ended' }>['reason'];

/** The instants at which the zone was meant to play. */
export const whileExpected = (instants: readonly number[], state: ZoneState, zone: WatchedZone, step: AccountStep) =>
  instants.filter((at) => expectationOf(zone, state, at, step.policy).expected);

/**
 * Counts bad readings of a zone whose status is bad, as far as it was meant to play; enough of them are an outage.
 * Trouble from before opening time begins to count when the venue opens, and is then told with its true beginning.
 */
export function countMissed(state: ZoneState, bad: readonly number[], zone: WatchedZone, step: AccountStep): ZoneState {
  const { status } = state;
  if (!isBad(status)) return state;
  const counted = whileExpected(bad, state, zone, step);
  if (counted.length === 0) return state;
  const { confirmWindowSec, minSpacingSec } = step.policy;
  const missed = counted.reduce<number[]>((all, at) => withInstant(all, at, minSpacingSec), state.missed ?? []);
  const run = firstRun(missed, needed(status, zone, step.policy), confirmWindowSec);
  const agreedAt = Math.max(state.agreedAt, ...bad);
  if (!run) return { ...state, agreedAt, missed: lastRun(missed, confirmWindowSec) };
  return beginOutage({ ...state, agreedAt, missed: undefined }, status, run, zone, step);
}

function beginOutage(
  state: ZoneState,
  cause: 'down' | 'silent',
  run: readonly number[],
  zone: WatchedZone,
  { changes }: AccountStep,
): ZoneState {
  const [countedFrom, confirmedAt] = [run[0] as number, run.at(-1) as number];
  const outage = {
    id: stableUuid(`${zone.id}@${countedFrom}`),
    cause,
    beganAt: state.since,
    countedFrom,
    confirmedAt,
  };
  changes.push({
    kind: 'outage-began',
    zoneId: zone.id,
    outageId: outage.id,
    cause,
    at: state.since,
    countedFrom,
    confirmedAt,
    critical: zone.critical,
    readings: run.length,
    reason: state.since < countedFrom ? 'was-bad-before-it-was-expected' : 'enough-missed-readings',
  });
  return { ...state, outage };
}

/** Ends the outage, if there is one. `at`: the first reading that told so, `confirmedAt` the last. */
export function endOutage(
  state: ZoneState,
  zoneId: string,
  end: { at: number; confirmedAt: number; reason: EndReason },
  { changes }: Pick<AccountStep, 'changes'>,
): ZoneState {
  if (!state.outage) return state;
  const { id: outageId, cause, beganAt } = state.outage;
  changes.push({ kind: 'outage-ended', zoneId, outageId, cause, beganAt, ...end });
  return { ...state, outage: undefined };
}

/** An outage of many days is presumed to be a closure nobody told of. Its days count from when it was first missed. */
export function fallDormant(state: ZoneState, zoneId: string, step: AccountStep): ZoneState {
  const { at, policy, changes, inOrder } = step;
  const isLong = state.outage && at - state.outage.countedFrom > policy.dormantAfterDays * DAY_MS;
  if (!isLong || !inOrder) return state;
  const ended = endOutage(state, zoneId, { at, confirmedAt: at, reason: 'dormant' }, step);
  const calm = endFlapping(ended, zoneId, 'no-longer-watched', step);
  changes.push({ kind: 'dormant', zoneId, at, reason: 'outage-too-long' });
  return { ...calm, agreedAt: at, dormantSince: at };
}
