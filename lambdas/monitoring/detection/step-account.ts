import type { ZoneChange } from '../../events/zone-change.ts';
import type { AccountReading } from '../reading.ts';
import type { AccountStep } from './account-step.ts';
import type { StepContext, WatchedZone } from './context.ts';
import { leave } from './leave.ts';
import { stepZone } from './step-zone.ts';
import { gapBefore } from './unknown-spells.ts';
import { isUnsettled } from './unsettled.ts';
import type { AccountState, ZoneState } from './zone-state.ts';

export type StepResult = {
  /** The very same object as before when nothing changed: then nothing needs to be saved. */
  state: AccountState;
  changes: ZoneChange[];
  /** Something newer had settled everything this look could tell. */
  ignored?: 'late';
  /** Zones that deserve a further look soon. */
  unsettled: ReadonlySet<string>;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * What a look at an account means for its zones: from what was known, what was read, and when each zone is meant to
 * play. Pure; the same look twice changes nothing, and looks may come in any order as long as nothing is confirmed.
 * Every change comes with a new state, so that both are saved in one write.
 */
export function stepAccount(before: AccountState, reading: AccountReading, context: StepContext): StepResult {
  const step = accountStep(before, reading.observedAt, reading.complete, context);
  const without = withoutRemoved(before.zones, step, context.zones);
  if (reading.unread !== undefined) return takeUnread(before, without, reading.unread, step);

  let zones = without;
  let unsettled: Set<string> | undefined;
  for (const zone of context.zones) {
    const was = Object.hasOwn(before.zones, zone.id) ? before.zones[zone.id] : undefined;
    const is = stepZone(was, reading.zones.get(zone.id), zone, step);
    if (is !== was) {
      if (zones === before.zones) zones = { ...zones };
      if (is) zones[zone.id] = is;
      else delete zones[zone.id];
    }
    if (is && isUnsettled(is, zone, step)) unsettled = (unsettled ?? new Set()).add(zone.id);
  }
  const isReadAgain = before.unread !== undefined && step.inOrder;
  return result(before, { zones, ...(!isReadAgain && before.unread && { unread: before.unread }) }, step, unsettled);
}

/**
 * Zones that the directory no longer has are gone at once, without waiting for the next look at the account. `at`: when
 * they were removed.
 */
export function dropRemoved(before: AccountState, at: number, context: StepContext): StepResult {
  const step = accountStep(before, at, false, context);
  const zones = withoutRemoved(before.zones, step, context.zones);
  const state = zones === before.zones ? before : { ...before, zones };
  return { state, changes: step.changes, unsettled: NONE };
}

function accountStep(before: AccountState, at: number, complete: boolean, context: StepContext): AccountStep {
  const heard = Math.max(context.heardAt ?? 0, before.observedAt);
  const { policy } = context;
  const inOrder = at > heard;
  const gap = inOrder ? gapBefore(before, { at, heard, policy }) : undefined;
  return { policy, at, heard, inOrder, complete, gap, changes: [] };
}

/** Noted once for all zones: what is not known of an account need not be written to each of them. */
function takeUnread(before: AccountState, zones: AccountState['zones'], reason: string, step: AccountStep): StepResult {
  const isNews = step.inOrder && before.unread === undefined;
  const unread = isNews ? { since: step.gap?.from ?? step.at, reason } : before.unread;
  return result(before, { zones, ...(unread && { unread }) }, step, undefined);
}

function result(
  before: AccountState,
  after: Pick<AccountState, 'zones' | 'unread'>,
  { at, inOrder, changes }: AccountStep,
  unsettled: ReadonlySet<string> = NONE,
): StepResult {
  const isSame = after.zones === before.zones && after.unread === before.unread && changes.length === 0;
  if (isSame) return { state: before, changes, unsettled, ...(!inOrder && { ignored: 'late' }) };
  return { state: { ...after, observedAt: Math.max(at, before.observedAt) }, changes, unsettled };
}

function withoutRemoved(
  states: AccountState['zones'],
  step: AccountStep,
  zones: readonly WatchedZone[],
): Record<string, ZoneState> {
  let known = 0;
  for (const { id } of zones) if (Object.hasOwn(states, id)) known++;
  let all = 0;
  for (const _ in states) all++;
  if (known === all) return states;
  const ids = new Set(zones.map(({ id }) => id));
  const removed = Object.entries(states).filter(([id]) => !ids.has(id));
  // Heard of late, it still is not over before what was seen of it.
  for (const [id, state] of removed) leave(state, id, Math.max(step.at, step.heard), 'removed-from-directory', step);
  return removed.length > 0 ? Object.fromEntries(Object.entries(states).filter(([id]) => ids.has(id))) : states;
}
