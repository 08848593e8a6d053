import type { OpenDisagreement } from '../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import { Refused } from '../answer.ts';
import { shown } from '../contact.ts';
import { labelOf, sourceInWords, valueInWords } from './field-labels.ts';
import type { VenueRecord } from './venue-desk.ts';

/** What sources contradict each other in and nobody has decided. */
export type DisagreementsPage = { rows: DisagreementShown[]; next?: number };
export type DisagreementShown = {
  id: number;
  kind: string;
  inWords: string;
  venue?: { id: string; name: string };
  openedAt: Date;
};

const PER_PAGE = 25;

/** `GET /api/disagreements?after=`, oldest first. */
export async function disagreementsPage(query: URLSearchParams, record: VenueRecord): Promise<DisagreementsPage> {
  const after = Number(query.get('after') ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) {
    throw new Refused(400, `'after' is ${shown(query.get('after'))}; send the id of the last disagreement you have.`);
  }
  const found = await record.disagreements({ after, limit: PER_PAGE + 1 });
  const page = found.slice(0, PER_PAGE);
  return {
    rows: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      inWords: disagreementInWords(row),
      ...(row.subject === 'venue' && { venue: { id: row.subjectId, name: row.venueName ?? `venue ${row.subjectId}` } }),
      openedAt: row.openedAt,
    })),
    ...(found.length > page.length && { next: page.at(-1)?.id }),
  };
}

type Words = (details: Record<string, unknown>, row: OpenDisagreement) => string;

const IN_WORDS: Record<string, Words> = {
  'sources-contradict': ({ inForce, others }, { field }) =>
    `${labelOf(field)}: ${wordOf(inForce)} is in force${listOf(others)
      .map((other) => `, ${wordOf(other)}`)
      .join('')}.`,
  'zone-count-differs': ({ sheet, soundtrack, undecided }) =>
    `The sheet counts ${counted(sheet)}, Soundtrack shows ${counted(soundtrack)}${
      Number(undecided) > 0 ? ` and ${undecided} more that may be its` : ''
    }.`,
  'subscription-differs': ({ sheet, ...states }) =>
    `The sheet says ${valueInWords(sheet)}, Soundtrack's zones are ${Object.entries(states)
      .map(([state, count]) => `${String(count)} ${state.toLowerCase()}`)
      .join(', ')}.`,
  'account-not-in-soundtrack': ({ accountIds }) =>
    `The sheet names ${listOf(accountIds).map(String).join(', ')}, which Soundtrack does not show.`,
  'account-not-in-sheet': ({ name, zones, suggestedVenueId }) =>
    `Soundtrack has the account ${valueInWords(name)} with ${counted(zones)}, which no row of the sheet names${
      suggestedVenueId === null || suggestedVenueId === undefined ? '' : `; it may be venue ${suggestedVenueId}`
    }.`,
  'zone-without-venue': ({ name, account, location }) =>
    `Nobody can tell which venue the zone ${valueInWords(name)} of ${valueInWords(account)} belongs to${
      location ? `; its location is ${String(location)}` : ''
    }.`,
  'override-without-venue': ({ name, venueId }) =>
    `The zone ${valueInWords(name)} was given to venue ${valueInWords(venueId)}, which is not there.`,
};

/** One sentence; a kind nobody has words for yet is told by its details. */
export function disagreementInWords(row: OpenDisagreement): string {
  const words = IN_WORDS[row.kind];
  if (words) return words(row.details, row);
  const details = Object.entries(row.details).map(([name, value]) => `${name} ${valueInWords(value)}`);
  const about = [`${row.subject} ${row.subjectId}`, ...(row.field ? [labelOf(row.field)] : [])].join(', ');
  return `${row.kind.replaceAll('-', ' ')} (${about}): ${details.join(', ')}`;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const counted = (zones: unknown): string => `${String(zones)} ${Number(zones) === 1 ? 'zone' : 'zones'}`;

function wordOf(word: unknown): string {
  const { source, value } = (word ?? {}) as { source?: string; value?: unknown };
  return `“${valueInWords(value)}” by ${sourceInWords(source ?? 'somebody')}`;
}
