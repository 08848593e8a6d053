import { type Fact, type Settled, SOURCES, type Source } from './facts.ts';
import { sameValue } from './same-value.ts';

/**
 * What counts of everything that was said about one field: an override that has not expired, else what was said last,
 * else the order of SOURCES. `field` refines when two values are the same. Undefined when nobody says anything.
 */
export function settle(facts: readonly Fact[], now: Date, field?: string): Settled | undefined {
  const [winner, ...others] = lastWords(facts, now).sort(strongestFirst);
  if (!winner) return undefined;
  const contradicting = others.filter(({ value }) => !sameValue(value, winner.value, field));
  return {
    value: winner.value,
    source: winner.source,
    because: reasonFor(winner, others, contradicting),
    contradicting,
  };
}

/** An override is over at the very moment it expires. */
export const isInForce = ({ expiresAt }: Pick<Fact, 'expiresAt'>, now: Date): boolean =>
  expiresAt === undefined || expiresAt.getTime() > now.getTime();

/** One word per source: its newest. */
function lastWords(facts: readonly Fact[], now: Date): Fact[] {
  const words = new Map<Source, Fact>();
  for (const fact of facts) {
    if (!isInForce(fact, now)) continue;
    const known = words.get(fact.source);
    if (!known || known.saidAt.getTime() < fact.saidAt.getTime()) words.set(fact.source, fact);
  }
  return [...words.values()];
}

const strongestFirst = (one: Fact, other: Fact): number =>
  Number(other.source === 'override') - Number(one.source === 'override') ||
  other.saidAt.getTime() - one.saidAt.getTime() ||
  SOURCES.indexOf(one.source) - SOURCES.indexOf(other.source);

function reasonFor(winner: Fact, others: Fact[], contradicting: Fact[]): Settled['because'] {
  if (winner.source === 'override') return 'override';
  if (others.length === 0) return 'only-source';
  if (contradicting.length === 0) return 'all-agree';
  const isNewer = ({ saidAt }: Fact) => winner.saidAt.getTime() > saidAt.getTime();
  return contradicting.every(isNewer) ? 'newest' : 'source-order';
}
