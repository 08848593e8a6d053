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
  const stating = rows.filter((row) => row.kind === 'venue' && row.venue);
  const stated = new Set(stating.map(({ venue }) => venue?.venue_id));
  const closed = new Set(
    rows.flatMap(({ kind, venue, contested }) => (kind === 'closed' && venue && !contested ? [venue.venue_id] : [])),
  );
  const absent = [...current.values()].filter(({ venue_id: id }) => !stated.has(id));
  const spoilt = spoiltBy(rows, current);
  const kept = absent.filter((venue) => !closed.has(venue.venue_id) && spoilt(venue));
  const keptNames = new Set(kept.map(({ venue_name: name }) => foldWords(name)));
  const lost = new Set(kept.map(({ venue_id: id }) => id));
  for (const row of stating) {
    const id = row.venue?.venue_id ?? 0;
    const known = current.get(id);
    const fields = known && changedFields(row, known);
    if (!fields) diff.added.push(id);
    // The row of a venue that lost its id, not what this one is now.
    else if (isMistaken(row, known) && keptNames.has(foldWords(row.name ?? ''))) lost.add(id);
    else if (fields.length > 0) diff.changed.push({ id, fields });
  }
  diff.removed = absent.map(({ venue_id: id }) => id).filter((id) => !lost.has(id));
  diff.added.sort(ascending);
  diff.removed.sort(ascending);
  diff.changed.sort((a, b) => a.id - b.id);
  return { diff, lost: [...lost].sort(ascending) };
}

/**
 * The venue as it stands once its row counts: what the row states, over what is known. A cell with a problem keeps the known
 * value; only for a venue new to us its first reading is better than nothing.
 */
export function venueAfter(row: CheckedRow & { venue: SheetVenue }, known: CurrentVenue | undefined): CurrentVenue {
  const venue: Record<string, unknown> = { ...(known ?? NOTHING_KNOWN), venue_id: row.venue.venue_id };
  const stated = known ? changedFields(row, known) : COMPARED.filter((field) => row.venue[field] !== undefined);
  for (const field of stated) venue[field] = row.venue[field];
  return venue as CurrentVenue;
}

/** A venue of which the sheet has said nothing yet. */
export const NOTHING_KNOWN: CurrentVenue = {
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

/**
 * Says whether a known venue's own row is there but cannot be used: by its id, or by its name where the id is spoilt or
 * written over with that of another venue.
 */
function spoiltBy(
  rows: readonly ClassifiedRow[],
  current: ReadonlyMap<number, CurrentVenue>,
): (venue: CurrentVenue) => boolean {
  const unusable = rows.filter((row) => row.kind === 'invalid' || row.kind === 'duplicate' || row.contested);
  const ids = new Set(unusable.map(({ id }) => id));
  const doubtful = rows.filter(
    (row) => (row.kind === 'invalid' && row.id === undefined) || isMistaken(row, current.get(row.id ?? 0)),
  );
  const names = new Set(doubtful.flatMap(({ name }) => (name === undefined ? [] : foldWords(name))));
  return (venue) => ids.has(venue.venue_id) || (names.size > 0 && names.has(foldWords(venue.venue_name)));
}

/** One of several rows that share an id, which names another venue than the one known by it. */
const isMistaken = ({ name, problems }: ClassifiedRow, known: CurrentVenue | undefined): boolean =>
  name !== undefined &&
  problems.some(({ code }) => code === 'duplicate-differs') &&
  (known === undefined || foldWords(name) !== foldWords(known.venue_name));

const ascending = (a: number, b: number): number => a - b;
