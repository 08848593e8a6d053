import type { Evidence } from './evidence.ts';
import type { Message } from './message.ts';
import { isDenied, isFirmlyIntroduced, isLeftOpen, isNumberNext, isPutForward } from './openers.ts';
import type { Resolution } from './resolution.ts';

/** Differences smaller than this do not separate two venues. */
const MARGIN = 0.2;
/** How much of the name must have been said before it counts as said. */
const ENOUGH_OF_NAME = 0.5;
/** How much of the words at the mention the venue must explain: to be taken at its word, and to be listed at all. */
const ENOUGH_OF_MENTION = 0.75;
const LEAST_OF_MENTION = 0.3;
/** Below this no word of the message belongs to a venue. */
const LEAST_OWN = 0.25;
/** A single word of at least this weight sets two venues apart. */
const TELLING = 0.2;
/** One slip in five letters; below it no word of the name is sure. */
const SURE_READING = 0.74;
const UNEXPLAINED_COST = 0.6;
const MOST_CANDIDATES = 10;

export type Judged = Evidence & { id: string; zones: number };

/** `all`: everything in the directory. `offered`: a few venues just shown to the person, where a city may tell them apart. */
export type Scope = 'all' | 'offered';

const shareOfMention = (one: Evidence): number => one.explained / (one.explained + one.unexplained);
const rankOf = (one: Evidence): number => one.explained - one.unexplained * UNEXPLAINED_COST;
const overlaps = (a: Evidence, b: Evidence): boolean => a.from < b.to && b.from < a.to;

/** One figure to show: how much of the mention and of the name agree, 0 to 1. */
function scoreOf(one: Evidence): number {
  const mention = shareOfMention(one);
  return Math.round((2000 * mention * one.coverage) / Math.max(0.0001, mention + one.coverage)) / 1000;
}

export const byRank = (a: Judged, b: Judged): number =>
  rankOf(b) - rankOf(a) || Number(b.whole) - Number(a.whole) || b.coverage - a.coverage || (a.id < b.id ? -1 : 1);

/** The zones a person mentions put their own house first in a list; they never decide it. */
const byZonesThenRank = (a: Judged, b: Judged): number => b.zones - a.zones || byRank(a, b);

/** Match, list or nothing: the rules that keep a doubtful reading from being a confident one. */
export function judge(judged: Judged[], message: Message, scope: Scope): Resolution {
  if (judged.length === 0) return { type: 'none', reason: 'nothing-named' };
  const named = judged.filter((one) => namesSomething(one, message, scope));
  if (named.length === 0) return { type: 'none', reason: 'everyday-words' };
  const sorted = named.filter((one) => !isDenied(message, one.from)).sort(byRank);
  const best = sorted[0];
  if (!best) return { type: 'none', reason: 'denied' };
  if (shareOfMention(best) < LEAST_OF_MENTION) return { type: 'none', reason: 'another-name' };

  const others = sorted.filter((one) => one.id !== best.id);
  const rivals = others.filter((one) => overlaps(one, best) && rankOf(one) >= rankOf(best) - MARGIN);
  const score = scoreOf(best);
  const mention = { start: message.words[best.from]?.start ?? 0, end: message.words[best.to - 1]?.end ?? 0 };
  const ask = (reason: string, among: Judged[]): Resolution => {
    const candidates = [...new Set([best, ...among].sort(byZonesThenRank).map((one) => one.id))];
    return { type: 'ambiguous', candidates: candidates.slice(0, MOST_CANDIDATES), score, reason, mention };
  };

  const second = others.filter((one) => isSecondVenue(one, best, message));
  if (second.length > 0) return ask('two-venues', second);
  const equal = best.full ? rivals.filter((one) => isEqual(one, best)) : rivals;
  if (equal.length > 0) return ask(best.full ? 'same-name' : 'several-venues', rivals);
  const doubt = doubtAbout(best, message, scope);
  if (doubt) return ask(doubt, rivals);
  return { type: 'match', venueId: best.id, score, reason: best.full ? 'exact-name' : 'telling-words', mention };
}

/** Why the only venue left is still asked about instead of taken at its word. */
function doubtAbout(best: Judged, message: Message, scope: Scope): string | undefined {
  if (isLeftOpen(message, best)) return 'left-open';
  if (shareOfMention(best) < ENOUGH_OF_MENTION) return 'unexplained-words';
  // Words on both sides that the other lacks: a sister or a neighbour that is not listed.
  if (best.missing >= TELLING && best.unexplained >= TELLING) return 'differs';
  if (best.otherKind) return 'another-kind';
  if (isNumberNext(message, best.to)) return 'another-number';
  if (scope === 'offered') return undefined;
  const putForward = isPutForward(message, best);
  if (onlyEveryday(best) || (best.own < LEAST_OWN && !putForward)) return 'everyday-name';
  if (best.onlyNumber) return 'number-missing';
  if (best.own >= LEAST_OWN && best.surest < SURE_READING) return 'misspelt';
  if (best.coverage < ENOUGH_OF_NAME) return 'little-of-the-name';
  if (best.words >= 2 || (best.kinds > 0 && best.coverage > 0.85)) return undefined;
  return best.full && putForward ? undefined : 'one-word';
}

/** Places, numbers and everyday words name nobody, unless together, or put forward as a name. */
function namesSomething(one: Judged, message: Message, scope: Scope): boolean {
  if (one.own >= LEAST_OWN) return true;
  const [places, everyday] = [one.classes.has('place'), one.classes.has('chat')];
  if (scope === 'offered') return places || one.own > 0 || (everyday && one.words + one.kinds >= 2);
  if (everyday && places) return one.to - one.from <= one.words + one.kinds + 1;
  if (everyday) return isFirmlyIntroduced(message, one.from);
  return places && one.full && one.words >= 2;
}

/** Nothing in the mention is more than talk: "it is hot" names no house called Hot. */
const onlyEveryday = (one: Judged): boolean => one.own < LEAST_OWN && !one.classes.has('place');

/** Another venue is named too: each of the two has words of its own that the other lacks. */
function isSecondVenue(one: Judged, best: Judged, message: Message): boolean {
  if (one.coverage < ENOUGH_OF_NAME || shareOfMention(one) < LEAST_OF_MENTION || one.own < LEAST_OWN) return false;
  if (worthBeyond(one, best) < LEAST_OWN || worthBeyond(best, one) < LEAST_OWN) return false;
  return !overlaps(one, best) || isListed(one, best, message);
}

/** "Amari Pattaya and Phuket": the chain is said once, the second place joined on. */
function isListed(one: Judged, best: Judged, message: Message): boolean {
  const first = Math.min(...[...one.worthAt.keys()].filter((at) => !best.worthAt.has(at)));
  return message.words[first]?.breakBefore === 'pause' || message.words[first - 1]?.text === 'and';
}

function worthBeyond(one: Evidence, other: Evidence): number {
  let worth = 0;
  for (const [at, value] of one.worthAt) if (!other.worthAt.has(at)) worth += value;
  return worth;
}

/** A rival that says as much: its whole name too, or more of the message. */
function isEqual(rival: Judged, best: Judged): boolean {
  if (rankOf(rival) > rankOf(best) + 0.001) return true;
  // Of two whole names the longer one was said: "… Resort & Spa" holds "… Resort".
  if (best.whole && (!rival.whole || rankOf(best) > rankOf(rival) + 0.001)) return false;
  return rival.full || rival.coverage >= best.coverage - 0.05;
}
