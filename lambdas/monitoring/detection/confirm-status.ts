import type { AccountStep } from './account-step.ts';
import type { WatchedZone } from './context.ts';
import { expectationOf, isBad } from './expectation.ts';
import { countFlip, endFlapping, isFlip } from './flapping.ts';
import { countMissed, endOutage } from './outage.ts';
import type { Contrary, Status } from './streak.ts';
import type { ZoneState } from './zone-state.ts';

/** The first reading ever decides at once: there is nothing it could contradict. It is told to nobody. */
export function firstStatus(
  before: ZoneState | undefined,
  status: Status,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState {
  const { at, changes } = step;
  const seen = { zoneId: zone.id, at, confirmedAt: at, readings: 1 };
  changes.push({ kind: 'status', ...seen, from: 'unseen', to: status, reason: 'first-reading' });
  const everUp = status === 'up' || (before?.everUp ?? false);
  return countMissed({ status, since: at, agreedAt: at, everUp }, [at], zone, step);
}

/**
 * Enough contrary readings agree (`run`, the first so many of them): the zone has their status since the first. What
 * was counted for the old status ends here, its outage included; the new one's begins by its own count.
 */
export function confirmStatus(
  before: ZoneState,
  { to, at: all }: Contrary,
  run: readonly number[],
  zone: WatchedZone,
  step: AccountStep,
): ZoneState {
  const [at, confirmedAt] = [run[0] as number, run.at(-1) as number];
  const { status: from } = before;
  const news = { zoneId: zone.id, at, confirmedAt, from, to, readings: run.length };
  step.changes.push({ kind: 'status', ...news, reason: 'enough-agreeing-readings' });

  let state: ZoneState = { ...before, status: to, since: at, agreedAt: all.at(-1) as number };
  state = { ...state, contrary: undefined, missed: undefined };
  state = endOutage(state, zone.id, { at, confirmedAt, reason: outageEnd(to) }, step);
  if (isFlip(from, to) && expectationOf(zone, before, at, step.policy).expected) {
    state = countFlip(state, zone.id, at, step);
  }
  if (isBad(to))
    return countMissed(
      state,
      all.filter((reading) => reading >= at),
      zone,
      step,
    );
  return to === 'up' ? isUp(state, zone.id, at, step) : endFlapping(state, zone.id, 'no-longer-watched', step);
}

function isUp(state: ZoneState, zoneId: string, at: number, { changes }: AccountStep): ZoneState {
  if (state.dormantSince !== undefined) changes.push({ kind: 'woke', zoneId, at, reason: 'up-again' });
  return { ...state, everUp: true, dormantSince: undefined };
}

function outageEnd(to: Contrary['to']) {
  switch (to) {
    case 'down':
      return 'became-down';
    case 'silent':
      return 'became-silent';
    case 'unpaired':
    case 'lapsed':
      return to;
    default:
      return 'recovered';
  }
}
