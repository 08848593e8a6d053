import type { Guard, GuardReason, SheetDiff } from './checked-sheet.ts';

export type GuardCase = {
  diff: SheetDiff;
  /** Known venues whose rows cannot be used. */
  lost: number;
  current: number;
  /** Venues that ended within the last day without anybody being asked. @default 0 */
  endedLately?: number;
  venueRows: number;
  maxChangeShare: number;
};

/**
 * Whether a difference may be applied without asking; additions never count. The limit itself still passes. What ends is
 * counted over a day as well: a sheet that loses a little with every run is as careless as one that loses it at once.
 */
export function guardOf({ diff, lost, current, endedLately = 0, venueRows, maxChangeShare }: GuardCase): Guard {
  const touched = diff.removed.length + diff.changed.length + lost;
  const share = current === 0 ? 0 : touched / current;
  const verdict = (ok: boolean, reason: GuardReason): Guard => ({ ok, share, reason });
  if (current === 0) return verdict(true, 'first-sync');
  if (venueRows === 0) return verdict(false, 'no-venues-left');
  if (share > maxChangeShare) return verdict(false, 'too-much-changes');
  const shareOfDay = (diff.removed.length + endedLately) / (current + endedLately);
  if (endedLately > 0 && diff.removed.length > 0 && shareOfDay > maxChangeShare) {
    return { ok: false, share: shareOfDay, reason: 'too-much-in-a-day' };
  }
  return touched + diff.added.length === 0 ? verdict(true, 'nothing-changed') : verdict(true, 'within-limit');
}

/** A sheet that cannot be read by its columns changes nothing. */
export const refused = (reason: 'no-header' | 'no-id-or-name-column'): Guard => ({ ok: false, share: 0, reason });
