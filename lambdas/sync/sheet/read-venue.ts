import type { CountryCode } from 'libphonenumber-js/max';
import { readCount } from './cells/count.ts';
import { readDate } from './cells/date.ts';
import { readEmail } from './cells/email.ts';
import { readPhone } from './cells/phone.ts';
import { readPriority } from './cells/priority.ts';
import type { Reading } from './cells/reading.ts';
import { readStatus } from './cells/status.ts';
import { readAccount, readLine, readNotes } from './cells/text.ts';
import { readTier } from './cells/tier.ts';
import type { RowProblem } from './checked-sheet.ts';
import type { Columns } from './find-header.ts';
import type { Cell, SheetField, SheetVenue } from './sheet.ts';

export type OptionalField = Exclude<SheetField, 'venue_id' | 'venue_name'>;

type Readers = {
  [Field in OptionalField]: (
    cell: Cell | undefined,
    country: CountryCode | undefined,
  ) => Reading<NonNullable<SheetVenue[Field]> | Extract<SheetVenue[Field], null>>;
};

/** How each column is read; `country` is where national phone numbers are at home. */
export const READERS: Readers = {
  location: (cell) => readLine(cell, 'the location'),
  contact_name: (cell) => readLine(cell, 'the contact name'),
  contact_email: readEmail,
  contact_phone: readPhone,
  soundtrack_account_id: readAccount,
  zone_count: readCount,
  subscription_status: readStatus,
  last_issue_date: readDate,
  notes: readNotes,
  priority_level: readPriority,
  sla_tier: readTier,
};
const OPTIONAL_FIELDS = Object.keys(READERS) as OptionalField[];

/** The cells of a row as a venue: what could not be read is left out and told among the problems. */
export function readVenue(
  row: readonly Cell[],
  columns: Columns,
  known: { venue_id: number; venue_name: string },
  country: CountryCode | undefined,
): { venue: SheetVenue; problems: RowProblem[] } {
  const venue: SheetVenue = { ...known };
  const problems: RowProblem[] = [];
  const read = <Field extends OptionalField>(field: Field) => {
    const column = columns[field];
    if (column === undefined) return;
    const { value, problem } = READERS[field](row[column], country);
    if (value !== undefined) venue[field] = value;
    if (problem) problems.push({ field, ...problem });
  };
  for (const field of OPTIONAL_FIELDS) read(field);
  return { venue, problems };
}
