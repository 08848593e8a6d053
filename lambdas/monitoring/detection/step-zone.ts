import type { ZoneReading } from '../reading.ts';
import type { AccountStep } from './account-step.ts';
import { countBlips, endChatter } from './chatter.ts';
import { confirmStatus, firstStatus } from './confirm-status.ts';
import { needed } from './confirmations.ts';
import type { WatchedZone } from './context.ts';
import { isBad } from './expectation.ts';
import { countCalm } from './flapping.ts';
import { countAbsent } from './leave.ts';
import { countMissed, fallDormant, whileExpected } from './outage.ts';
import { readingSays, type Says } from './reading-says.ts';
import { firstRun, type Status, takeContrary } from './streak.ts';
import { beginUnknown, endUnknown } from './unknown-spells.ts';
import { judgeVolume } from './volume.ts';
import type { ZoneState } from './zone-state.ts';

/**
 * What a look at its account means for one zone. The very same state when it changes nothing; undefined for a zone that
 * was never read, or is gone. `reading` is undefined when the look did not tell of the zone.
 */
export function stepZone(
  before: ZoneState | undefined,
  reading: ZoneReading | undefined,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState | undefined {
  if (!before || before.status === 'unseen') return stepUnseen(before, reading, zone, step);
  if (isLate(before, step)) return before;
  const says = reading ? readingSays(reading.kind, before, zone, step) : 'unknown';
  const after =
    says === 'unknown' || !reading
      ? takeUnknown(before, reading, zone, step)
      : takeKnown(before, says, reading, zone, step);
  return after === before || !after ? after : withoutGaps(after);
}

function stepUnseen(
  before: ZoneState | undefined,
  reading: ZoneReading | undefined,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState | undefined {
  const { at } = step;
  if (!reading || !step.inOrder) return before;
  const blank: ZoneState = before ?? { status: 'unseen', since: at, agreedAt: at, everUp: false };
  const says = readingSays(reading.kind, blank, zone, step);
  if (says === 'unknown' || says === 'nothing') return before;
  const state = firstStatus(before, says, zone, step);
  return withoutGaps(afterwards(state, says, reading, zone, step));
}

/** Nothing hangs on a further reading: the newest look agreed with the status. */
const isSettled = ({ contrary, unknownSince }: ZoneState) => contrary === undefined && unknownSince === undefined;

/**
 * A reading is late when one that was observed after it, or at the same instant, has settled the matter. Agreeing
 * readings of a settled zone are not saved, so there the newest look at the account stands for them.
 */
function isLate(state: ZoneState, { at, inOrder }: AccountStep): boolean {
  if (at <= state.agreedAt || (!inOrder && isSettled(state))) return true;
  const { contrary } = state;
  return contrary !== undefined && (at <= (contrary.after ?? 0) || contrary.at.includes(at));
}

/** Until when readings are known to have agreed: noted when something begins that may still change by a late one. */
const agreedUntil = (state: ZoneState, { heard, inOrder }: AccountStep) =>
  inOrder && isSettled(state) ? Math.max(state.agreedAt, heard) : state.agreedAt;

/** Not knowing neither confirms nor clears. A look that is late and tells nothing tells nothing at all. */
function takeUnknown(
  before: ZoneState,
  reading: ZoneReading | undefined,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState | undefined {
  if (!step.inOrder) return before;
  const agreedAt = agreedUntil(before, step);
  const state = agreedAt === before.agreedAt ? before : { ...before, agreedAt };
  const unknown = beginUnknown(state, step);
  if (reading) return isThere(unknown, step.at);
  return step.complete ? countAbsent(unknown, zone, step) : unknown;
}

function takeKnown(
  before: ZoneState,
  says: Exclude<Says, 'unknown'>,
  reading: ZoneReading,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState {
  const agreedAt = agreedUntil(before, step);
  const known = isThere(step.inOrder ? endUnknown(before, zone.id, step.at, step) : before, step.at);
  if (says === 'nothing') return afterwards(known, says, reading, zone, step);
  const state =
    says === before.status ? agree(known, reading, zone, step) : contradict({ ...known, agreedAt }, says, zone, step);
  return afterwards(state, says, reading, zone, step);
}

function agree(state: ZoneState, reading: ZoneReading, zone: WatchedZone, step: AccountStep): ZoneState {
  const { contrary } = state;
  let next = state;
  if (contrary) next = dissolve(state, contrary, zone, step);
  else if (!step.inOrder) next = { ...state, agreedAt: step.at };
  // That it is connected is not another look at whether it plays.
  if (!isBad(next.status) || reading.kind === 'online') return next;
  return next.outage ? fallDormant(next, zone.id, step) : countMissed(next, [step.at], zone, step);
}

/** An agreeing reading takes away the contrary ones before it; those after it, if it comes late, remain. */
function dissolve(
  state: ZoneState,
  contrary: NonNullable<ZoneState['contrary']>,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState {
  const { at, changes } = step;
  const left = contrary.at.filter((other) => other > at);
  const dropped = contrary.at.filter((other) => other < at);
  const next = { ...state, agreedAt: at, contrary: left.length > 0 ? { ...contrary, at: left } : undefined };
  if (left.length === 0) {
    changes.push({ kind: 'dismissed', zoneId: zone.id, at, status: state.status, reason: 'agreeing-reading' });
  }
  return cameToNothing(next, contrary.to, dropped, zone, step);
}

function contradict(state: ZoneState, to: Status, zone: WatchedZone, step: AccountStep): ZoneState {
  const { at, policy, changes } = step;
  const taken = takeContrary(state.contrary, to, at, policy);
  const next = cameToNothing(state, state.contrary?.to ?? to, taken.dropped, zone, step);
  const run = firstRun(taken.contrary.at, needed(taken.contrary.to, zone, policy), policy.confirmWindowSec);
  if (run) return confirmStatus(next, taken.contrary, run, zone, step);
  if (taken.begins) {
    changes.push({ kind: 'suspected', zoneId: zone.id, at, from: state.status, to, reason: taken.begins });
  }
  return { ...next, contrary: taken.contrary };
}

/** Bad readings of a zone that is up and was meant to play, of which nothing came. */
const cameToNothing = (
  state: ZoneState,
  to: Status | ZoneState['status'],
  dropped: readonly number[],
  zone: WatchedZone,
  step: AccountStep,
) =>
  state.status === 'up' && isBad(to)
    ? countBlips(state, zone.id, whileExpected(dropped, state, zone, step), step)
    : state;

/** What goes on beside the status. */
function afterwards(
  state: ZoneState,
  says: Says,
  { volume }: ZoneReading,
  zone: WatchedZone,
  step: AccountStep,
): ZoneState {
  const calm = endChatter(countCalm(state, zone.id, says, step), zone.id, step);
  const isPlaying = calm.status === 'up' && says === 'up' && step.inOrder;
  return isPlaying && volume !== undefined ? judgeVolume(calm, volume, zone, step) : calm;
}

/** The zone was listed: listings before that lacked it were wrong. */
function isThere(state: ZoneState, at: number): ZoneState {
  if (!state.absent) return state;
  const absent = state.absent.filter((other) => other > at);
  return { ...state, absent: absent.length > 0 ? absent : undefined };
}

/** As it is saved and read back: what is not there has no key. */
const withoutGaps = (state: ZoneState): ZoneState =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as ZoneState;
