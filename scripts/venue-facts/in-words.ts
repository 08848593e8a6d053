import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';
import {
  type AuditEntry,
  type FieldProvenance,
  type Provenance,
  type Word,
  whoSaidWhat,
} from '../../lambdas/venues/record/who-said-what-in-postgres.ts';
import type { Settled, VenueField } from '../../lambdas/venues/truth/facts.ts';
import { PlainProblem } from '../run-script.ts';
import { oneLine } from './one-line.ts';

const because: Record<Settled['because'], string> = {
  'only-source': 'nobody else says anything',
  'all-agree': 'all agree',
  override: 'a person decided',
  newest: 'it was said last',
  'source-order': 'said at the same time, this source goes first',
};

/** Prints who said what of a venue, or of one of its fields. */
export async function printProvenance(sql: Sql, asked: { venueId: number; field?: VenueField }): Promise<void> {
  const told = await whoSaidWhat(sql, asked, new Date());
  if (!told) throw new PlainProblem(`there is no venue ${asked.venueId}`);
  for (const line of provenanceInWords(told)) console.log(line);
}

/** Provenance as a person reads it. */
export function provenanceInWords({ venueId, name, state, fields, audit }: Provenance): string[] {
  const title = `${name} (${venueId})${state === 'open' ? '' : `, ${state}`}`;
  const nothing = fields.length === 0 ? ['  Nobody says anything about it.'] : [];
  const history = audit.length === 0 ? [] : ['', '  Changes, newest first', ...audit.flatMap(changeInWords)];
  return [title, ...nothing, ...fields.flatMap(fieldInWords), ...history];
}

function fieldInWords({ field, settled, words }: FieldProvenance): string[] {
  const why = settled
    ? `${oneLine(settled.value)}   (${settled.source}: ${because[settled.because]})`
    : 'nothing any more';
  return ['', `  ${field}: ${why}`, ...words.map((word) => `    ${wordInWords(word, settled)}`)];
}

function wordInWords({ source, value, saidAt, saidBy, reason, previous, expiresAt, expired }: Word, settled?: Settled) {
  const contradicts = settled?.contradicting.some((fact) => fact.source === source);
  const parts = [
    `${source} says ${oneLine(value)}, since ${time(saidAt)}, by ${oneLine(saidBy)}`,
    ...(previous === undefined ? [] : [`before: ${oneLine(previous)}`]),
    ...(reason === undefined ? [] : [`because ${oneLine(reason)}`]),
    ...(expiresAt ? [`${expired ? 'was over' : 'until'} ${time(expiresAt)}`] : []),
  ];
  return `${contradicts ? '≠' : expired ? '-' : '='} ${parts.join('; ')}`;
}

function changeInWords({ at, actor, action, reason, runId, changes }: AuditEntry): string[] {
  const why = [...(reason ? [`because ${oneLine(reason)}`] : []), ...(runId ? [`run ${oneLine(runId)}`] : [])].join(
    ', ',
  );
  const head = `    ${time(at)}  ${action} by ${oneLine(actor)}${why && ` (${why})`}`;
  return [head, ...changes.map(({ field, before, after }) => `      ${field}: ${oneLine(before)} → ${oneLine(after)}`)];
}

const time = (instant: Date): string => `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
