import type { Message } from './message.ts';
import type { NameIndex } from './name-index.ts';

const LONGEST = 80;
const ZONE_HINT = 0.3;
// A zone word shared by more venues than this says nothing.
const MOST_VENUES_OF_A_ZONE = 500;

/** The forms of names that share the weightiest words with the message; only these are judged in full. */
export function shortlist(message: Message, index: NameIndex): number[] {
  const scores = new Map<number, number>();
  for (const [term, hits] of message.byTerm) {
    // Half of all names say hotel or resort; a word like that finds nobody.
    if (index.classes[term] === 'kind') continue;
    const likeness = hits.reduce((best, hit) => Math.max(best, hit.likeness), 0);
    const worth = (index.weights[term] ?? 0) * likeness ** 2;
    for (const form of index.postings[term] ?? []) scores.set(form, (scores.get(form) ?? 0) + worth);
  }
  const hints = zoneHints(message, index);
  const best: { form: number; score: number }[] = [];
  let bar = 0;
  for (const [form, said] of scores) {
    // Between names that share the same words the shorter one is said more completely.
    const { total = 1, venue = -1 } = index.forms[form] ?? {};
    const score = said + (0.2 * said) / total + (hints.get(venue) ?? 0) * ZONE_HINT;
    if (best.length >= LONGEST && score <= bar) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.score ?? 0) < score) at--;
    best.splice(at, 0, { form, score });
    if (best.length > LONGEST) best.pop();
    bar = best.at(-1)?.score ?? 0;
  }
  return best.map((candidate) => candidate.form);
}

/** How many telling words of its zones the message says, per venue. Brings a venue onto the shortlist, decides nothing. */
function zoneHints(message: Message, index: NameIndex): Map<number, number> {
  const hints = new Map<number, number>();
  for (const word of new Set(message.words.map((each) => each.text))) {
    const venues = index.venuesWithZone(word) ?? [];
    if (venues.length > MOST_VENUES_OF_A_ZONE) continue;
    for (const venue of venues) hints.set(venue, (hints.get(venue) ?? 0) + 1);
  }
  return hints;
}
