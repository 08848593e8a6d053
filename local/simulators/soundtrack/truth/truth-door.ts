import { instantOf, type Json } from '../../json.ts';
import type { FaultLog } from './fault-log.ts';
import type { GroundTruth, TruthQuery } from './ground-truth.ts';

const USUAL_LIMIT = 1_000;
const MOST = 10_000;

/**
 * `GET /_sim/truth?from=&to=&zone=&venue=&limit=&after=`: what zones really did. Failures of the API are listed apart:
 * they are no trouble of a zone. `next` is what to ask as `after` for the rest, null when there is none.
 */
export function truthDoor(truth: GroundTruth, faults: FaultLog, query: URLSearchParams): { problem: string } | Json {
  const instant = (name: string, otherwise: number) => {
    const text = query.get(name);
    if (text === null) return otherwise;
    return instantOf(/^\d+$/.test(text) ? Number(text) : text)?.getTime();
  };
  const from = instant('from', 0);
  const to = instant('to', Number.POSITIVE_INFINITY);
  if (from === undefined || to === undefined) return { problem: "'from' and 'to' are ISO times or milliseconds" };
  const limit = Math.min(MOST, Math.max(1, Number(query.get('limit')) || USUAL_LIMIT));
  const after = Math.max(0, Number(query.get('after')) || 0);
  const wanted: TruthQuery = { from, to };
  const [zone, venue] = [query.get('zone'), query.get('venue')];
  if (zone !== null) wanted.zone = zone;
  if (venue !== null) wanted.venue = venue;
  const spells = truth.spells(wanted);
  return {
    total: spells.length,
    spells: spells.slice(after, after + limit).map(inIso),
    next: after + limit < spells.length ? after + limit : null,
    volumes: truth.volumes(wanted).slice(0, limit).map(inIso),
    faults: faults.within(from, to).map(inIso),
  };
}

const inIso = <Spell extends { from: number; to: number | null }>(spell: Spell) => ({
  ...spell,
  from: new Date(spell.from).toISOString(),
  to: spell.to === null ? null : new Date(spell.to).toISOString(),
});
