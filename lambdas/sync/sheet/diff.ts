import { foldWords } from './cells/clean-text.ts';
import type { CheckedRow, SheetDiff } from './checked-sheet.ts';
import type { ClassifiedRow } from './classify-row.ts';
import { type CurrentVenue, SHEET_FIELDS, type SheetVenue } from './sheet.ts';

type Changed = SheetDiff['changed'][number]['fields'][number];
const COMPARED = SHEET_FIELDS.filter((field): field is Changed => field !== 'venue_id');

/** What a sheet would do to the venues known so far; `lost` are known venues whose rows cannot be used, kept as they are. */
export function diffOf(
  rows: readonly ClassifiedRow[],
  current: ReadonlyMap<number, CurrentVenue>,
): { diff: SheetDiff; lost: number[] } {
  const diff: SheetDiff = { added: [], changed: [], removed: [] };
  const stated = new Set<number>();
  const closed = new Set<number>();
  for (const row of rows) {
    if (!row.venue) continue;
    const id = row.venue.venue_id;
    if (row.kind === 'closed' && !row.contested) closed.add(id);
    if (row.kind !== 'venue') continue;
    stated.add(id);
    const known = current.get(id);
    const fields = known && changedFields(row, known);
    if (!fields) diff.added.push(id);
    else if (fields.length > 0) diff.changed.push({ id, fields });
  }
  const absent = [...current.values()].filter(({ venue_id: id }) => !stated.has(id));
  const spoilt = spoiltBy(rows);
  const lost = absent.filter((venue) => !closed.has(venue.venue_id) && spoilt(venue)).map(({ venue_id: id }) => id);
  const kept = new Set(lost);
  diff.removed = absent.map(({ venue_id: id }) => id).filter((id) => !kept.has(id));
  diff.added.sort(ascending);
  diff.removed.sort(ascending);
  diff.changed.sort((a, b) => a.id - b.id);
  return { diff, lost: lost.sort(ascending) };
}

/**
 * The venue as it stands once its row counts: what the row states, over what is known. A cell with a problem keeps the known
 * value; only for a venue new to us its first reading is better than nothing.
 */
export function venueAfter(row: CheckedRow & { venue: SheetVenue }, known: CurrentVenue | undefined): CurrentVenue {
  const venue: Record<string, unknown> = { ...(known ?? EMPTY), venue_id: row.venue.venue_id };
  const stated = known ? changedFields(row, known) : COMPARED.filter((field) => row.venue[field] !== undefined);
  for (const field of stated) venue[field] = row.venue[field];
  return venue as CurrentVenue;
}

const EMPTY: CurrentVenue = {
  venue_id: 0,
  venue_name: '',
  location: null,
  contact_name: null,
  contact_email: null,
  contact_phone: null,
  soundtrack_account_id: null,
  zone_count: null,
  subscription_status: 'unknown',
  last_issue_date: null,
  notes: null,
  priority_level: null,
  sla_tier: null,
};

function changedFields({ venue, problems }: CheckedRow, known: CurrentVenue): Changed[] {
  return COMPARED.filter((field) => {
    const value = venue?.[field];
    return value !== undefined && value !== known[field] && !problems.some((problem) => problem.field === field);
  });
}

/** Says whether a known venue's own row is there but cannot be used: by its id, or by its name where the id is spoilt. */
function spoiltBy(rows: readonly ClassifiedRow[]): (venue: CurrentVenue) => boolean {
  const unusable = rows.filter((row) => row.kind === 'invalid' || row.kind === 'duplicate' || row.contested);
  const ids = new Set(unusable.map(({ id }) => id));
  const names = new Set(
    unusable.flatMap(({ id, name }) => (id === undefined && name !== undefined ? foldWords(name) : [])),
  );
  return (venue) => ids.has(venue.venue_id) || (names.size > 0 && names.has(foldWords(venue.venue_name)));
}

const ascending = (a: number, b: number): number => a - b;
