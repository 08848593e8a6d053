import { oneLine } from './cells/clean-text.ts';
import { readId } from './cells/id.ts';
import { countryOf } from './cells/phone.ts';
import { readVenue } from './read-venue.ts';
import { type Cell, type CurrentVenue, SHEET_FIELDS, type SheetVenue } from './sheet.ts';

const AT_HOME = Object.fromEntries(SHEET_FIELDS.map((field, column) => [field, column]));

/**
 * Known venues from a file: ids may be text, columns may be missing, values are brought to the form the sheet is read in
 * (what cannot be is compared as written). `unusable` are the 0-based places of entries without an id.
 */
export function readCurrentVenues(
  entries: readonly Record<string, unknown>[],
  timeZone: string,
): { venues: CurrentVenue[]; unusable: number[] } {
  const country = countryOf(timeZone);
  const venues: CurrentVenue[] = [];
  const unusable: number[] = [];
  for (const [at, entry] of entries.entries()) {
    const row = SHEET_FIELDS.map((field) => asCell(entry[field]));
    const id = readId(row[0]).value;
    if (id === undefined) {
      unusable.push(at);
      continue;
    }
    const named = { venue_id: id, venue_name: oneLine(String(entry.venue_name ?? '')) };
    const { venue } = readVenue(row, AT_HOME, named, country);
    venues.push(withAllFields(venue, row));
  }
  return { venues, unusable };
}

function withAllFields(venue: SheetVenue, row: readonly Cell[]): CurrentVenue {
  const all = SHEET_FIELDS.map((field, column) => [field, venue[field] === undefined ? row[column] : venue[field]]);
  return Object.fromEntries(all);
}

const asCell = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
