import type { DirectoryEntry } from './directory-entry.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { byRank, type Judged, judge, type Scope } from './judgement.ts';
import { type Message, readMessage } from './message.ts';
import { NameIndex } from './name-index.ts';
import type { Resolution, Resolver } from './resolution.ts';
import { shortlist } from './shortlist.ts';

/** What the search directory answers: which venue a text means, among all or among given ones, and one venue's record. */
export type VenueLookup = {
  resolve: Resolver;
  /** The same judgement among given candidates, for "the one in Hua Hin" after a list was offered. */
  resolveAmong(text: string, candidateIds: readonly string[]): Resolution;
  venue(id: string): DirectoryEntry | undefined;
};

export function createVenueLookup(directory: readonly DirectoryEntry[]): VenueLookup {
  const index = new NameIndex(directory);
  const byId = new Map(directory.map((entry) => [entry.id, entry]));
  const resolve: Resolver = (text) => decide(text, index, 'all');
  return {
    resolve,
    resolveAmong(text, candidateIds) {
      const elsewhere = resolve(text);
      if (elsewhere.type === 'match' && !candidateIds.includes(elsewhere.venueId))
        return { type: 'none', reason: 'another-venue' };
      const offered = [...new Set(candidateIds)].flatMap((id) => byId.get(id) ?? []);
      return decide(text, new NameIndex(offered.map(calledByItsPlace)), 'offered');
    },
    venue: (id) => byId.get(id),
  };
}

/** `(directory) => (text) => result`; the index is built once. */
export const createResolver = (directory: readonly DirectoryEntry[]): Resolver => createVenueLookup(directory).resolve;

/** Among a few venues their place is as good as a name. */
const calledByItsPlace = (entry: DirectoryEntry): DirectoryEntry =>
  entry.location ? { ...entry, aliases: [...(entry.aliases ?? []), `${entry.name}, ${entry.location}`] } : entry;

function decide(text: string, index: NameIndex, scope: Scope): Resolution {
  const message = readMessage(text, index);
  return judge(judgedVenues(shortlist(message, index), message, index), message, scope);
}

/** Each venue's best form: a venue is known by its name and its aliases, and judged by the one that was said. */
function judgedVenues(forms: number[], message: Message, index: NameIndex): Judged[] {
  const byVenue = new Map<number, Judged>();
  for (const number of forms) {
    const form = index.forms[number];
    const evidence = form && evidenceFor(form, message, index);
    if (!evidence) continue;
    const judged = {
      ...evidence,
      id: index.entries[evidence.venue]?.id ?? '',
      zones: zonesSaid(evidence, message, index),
    };
    const known = byVenue.get(evidence.venue);
    if (!known || byRank(judged, known) < 0) byVenue.set(evidence.venue, judged);
  }
  return [...byVenue.values()];
}

/** Telling words of the venue's zones that stand in the message outside its name. */
function zonesSaid(evidence: Evidence, message: Message, index: NameIndex): number {
  const beside = message.words.filter((_, at) => at < evidence.from || at >= evidence.to);
  return beside.filter((word) => index.venuesWithZone(word.text)?.includes(evidence.venue)).length;
}
