import type { CheckedSheet } from './checked-sheet.ts';
import { counted, guardInWords } from './guard-in-words.ts';
import type { CurrentVenue, SheetVenue } from './sheet.ts';

const MOST_LINES = 40;
const LONGEST_VALUE = 60;

/**
 * The difference for the person who must approve it: the verdict and the counts, then removed venues by name, changed ones with old and
 * new values (the gravest first), and new ones. At most `mostLines` venues are listed, the rest is counted.
 */
export function readableDiff(checked: CheckedSheet, current: readonly CurrentVenue[], mostLines = MOST_LINES): string {
  const { diff, guard } = checked;
  const known = new Map(current.map((venue) => [venue.venue_id, venue]));
  const rows = new Map(
    checked.rows.flatMap((row) => (row.kind === 'venue' && row.venue ? [[row.venue.venue_id, row.venue]] : [])),
  );
  const closed = new Set(checked.rows.flatMap(({ kind, venue }) => (kind === 'closed' && venue ? venue.venue_id : [])));

  const removed = diff.removed.map(
    (id) =>
      `- removed: ${named(id, known.get(id))}${closed.has(id) ? ', closed for good' : ', no longer in the sheet'}`,
  );
  const changed = diff.changed
    .map(({ id, fields }) => changeOf(id, fields, known.get(id), rows.get(id)))
    .sort((a, b) => b.gravity - a.gravity);
  const added = diff.added.map((id) => `+ new: ${named(id, rows.get(id))}`);
  const lines = [...removed, ...changed.map(({ line }) => line), ...added];
  const listed = lines.slice(0, mostLines);
  const problems = checked.rows.reduce((sum, row) => sum + row.problems.length, 0);
  return [
    guardInWords(guard, diff),
    `${counted(removed.length, 'venue')} removed, ${changed.length.toLocaleString('en')} changed, ${added.length.toLocaleString('en')} new; ${counted(problems, 'problem')} in the sheet.`,
    ...listed,
    ...(lines.length > listed.length ? [`and ${(lines.length - listed.length).toLocaleString('en')} more`] : []),
  ].join('\n');
}

type Field = CheckedSheet['diff']['changed'][number]['fields'][number];

/** What it costs if a change is a mistake: a venue renamed or cut off first, remarks last. */
const WEIGHT: Record<Field, number> = {
  venue_name: 100,
  soundtrack_account_id: 80,
  subscription_status: 60,
  contact_phone: 40,
  contact_email: 40,
  priority_level: 20,
  sla_tier: 20,
  zone_count: 10,
  location: 10,
  contact_name: 10,
  last_issue_date: 2,
  notes: 1,
};

function changeOf(id: number, fields: Field[], before: CurrentVenue | undefined, after: SheetVenue | undefined) {
  const words = fields.map(
    (field) => `${field.replaceAll('_', ' ')} ${shown(before?.[field])} → ${shown(after?.[field])}`,
  );
  // Losing a value weighs more than getting another one.
  const gravity = fields.reduce((sum, field) => sum + WEIGHT[field] * (after?.[field] === null ? 2 : 1), 0);
  return { line: `~ ${named(id, before ?? after)}: ${words.join('; ')}`, gravity };
}

const named = (id: number, venue: SheetVenue | CurrentVenue | undefined): string =>
  `${venue ? shown(venue.venue_name) : 'unnamed'} (${id})`;

function shown(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return 'empty';
  const characters = [...String(value).replace(/\s+/gu, ' ')];
  return characters.length > LONGEST_VALUE
    ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…`
    : characters.join('');
}
