import * as z from 'zod';
import type { OpenDisagreement } from '../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import { oneLine } from './one-line.ts';

const Said = z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]), source: z.string() });
const Contradiction = z.object({ inForce: Said, others: z.array(Said) });

/** One open disagreement as a person reads it: what it is about, and what each side says. */
export function disagreementInWords(disagreement: OpenDisagreement): string[] {
  const { id, kind, subject, subjectId, field, details, openedAt, venueName } = disagreement;
  const about =
    venueName === null ? `${subject} ${subjectId}` : `${oneLine(venueName)} (${subject} ${oneLine(subjectId)})`;
  const since = openedAt.toISOString().slice(0, 10);
  const head = `#${id}  ${about}${field && `, ${field}`}: ${kind}, since ${since}`;
  return [head, `      ${sides(details)}`];
}

function sides(details: Record<string, unknown>): string {
  const contradiction = Contradiction.safeParse(details).data;
  if (!contradiction) return oneLine(JSON.stringify(details));
  const { inForce, others } = contradiction;
  const against = others.map(({ source, value }) => `${source} says ${oneLine(value)}`).join(', ');
  return `${oneLine(inForce.value)} counts (${inForce.source}); ${against}`;
}
