import type { ClassifiedRow } from './classify-row.ts';
import { SHEET_FIELDS, type SheetVenue } from './sheet.ts';

/**
 * Tells rows with one id apart: the first keeps its kind, later ones are duplicates. Where they contradict each other, all
 * of them say so.
 */
export function markDuplicates(rows: readonly ClassifiedRow[]): ClassifiedRow[] {
  const firsts = new Map<number, { row: ClassifiedRow; contradictedIn: number[]; contested: boolean }>();
  const marked = rows.map((row): ClassifiedRow => {
    if (!row.venue) return row;
    const first = firsts.get(row.venue.venue_id);
    if (!first) {
      firsts.set(row.venue.venue_id, { row, contradictedIn: [], contested: false });
      return row;
    }
    const differs = contentOf(row.venue) !== contentOf(first.row.venue) || row.kind !== first.row.kind;
    if (differs) first.contradictedIn.push(row.row);
    first.contested ||= first.row.kind === 'closed' && row.kind === 'venue';
    return {
      ...row,
      kind: 'duplicate',
      problems: [problemOfLater(row.venue.venue_id, first.row.row, differs), ...row.problems],
    };
  });
  const contradicted = new Map([...firsts.values()].map((first) => [first.row.row, first]));
  return marked.map((row) => {
    const { contradictedIn = [], contested } = contradicted.get(row.row) ?? {};
    if (contradictedIn.length === 0) return row;
    const problems = [problemOfFirst(row, contradictedIn), ...row.problems];
    return { ...row, problems, ...(contested && { contested }) };
  });
}

function problemOfLater(id: number, first: number, differs: boolean) {
  const what = differs
    ? 'with other content; correct the id or join the two rows'
    : 'with the same content; delete this row';
  return {
    field: 'venue_id',
    code: differs ? 'duplicate-differs' : 'duplicate-id',
    message: `venue id ${id} stands already in row ${first} ${what}`,
  } as const;
}

function problemOfFirst({ venue }: ClassifiedRow, where: number[]) {
  const rows = `row${where.length > 1 ? 's' : ''} ${where.slice(0, 5).join(', ')}${where.length > 5 ? ', …' : ''}`;
  return {
    field: 'venue_id',
    code: 'duplicate-differs',
    message: `venue id ${venue?.venue_id} stands again in ${rows} with other content; this row counts until one is corrected`,
  } as const;
}

const contentOf = (venue: SheetVenue | undefined): string =>
  JSON.stringify(venue && SHEET_FIELDS.map((field) => (venue[field] === undefined ? ['unread'] : venue[field])));
