import { createHash } from 'node:crypto';
import type { Statement, Statements } from '../../venues/index.ts';
import type { CheckedSheet } from '../sheet/checked-sheet.ts';
import type { SheetVenue } from '../sheet/sheet.ts';

/**
 * What the sheet says that was not said before: added and changed venues with the fields that differ, and those that
 * ended. Rows that could not be read say nothing.
 */
export function statementsOf(checked: CheckedSheet, run: { runId: string; approvedBy?: string }): Statements {
  const stated = statedVenues(checked);
  const statement = (id: number, fields: readonly string[] | undefined): Statement => {
    const { venue_id: _, ...all } = stated.get(id) ?? { venue_id: id };
    const said = Object.entries(all).filter(
      ([field, value]) => value !== undefined && (fields?.includes(field) ?? true),
    );
    return { venueId: id, fields: Object.fromEntries(said) };
  };
  const closed = new Set(
    checked.rows.flatMap(({ kind, venue }) => (kind === 'closed' && venue ? [venue.venue_id] : [])),
  );
  return {
    source: 'sheets',
    saidBy: 'venue sheet',
    runId: run.runId,
    ...(run.approvedBy && { reason: `more than usual changed; approved by ${run.approvedBy}` }),
    statements: [
      ...checked.diff.added.map((id) => statement(id, undefined)),
      ...checked.diff.changed.map(({ id, fields }) => statement(id, fields)),
    ],
    ended: checked.diff.removed.map((venueId) => ({ venueId, state: closed.has(venueId) ? 'closed' : 'removed' })),
  };
}

const statedVenues = (checked: CheckedSheet): Map<number, SheetVenue> =>
  new Map(checked.rows.flatMap(({ kind, venue }) => (kind === 'venue' && venue ? [[venue.venue_id, venue]] : [])));

/** Names exactly this difference: which venues, which fields, which values. Approving names it. */
export function fingerprintOf(checked: CheckedSheet): string {
  const { statements, ended } = statementsOf(checked, { runId: '' });
  const said = statements.map(({ venueId, fields }) => [venueId, Object.entries(fields).sort()]);
  return createHash('sha256')
    .update(JSON.stringify([said, ended]))
    .digest('hex')
    .slice(0, 12);
}

/** A difference that no person may allow: without headers or venues there is nothing to take over. */
export const canBeApproved = (checked: CheckedSheet): boolean =>
  checked.guard.ok || checked.guard.reason === 'too-much-changes' || checked.guard.reason === 'too-much-in-a-day';
