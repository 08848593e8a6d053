import type { DiscoveredAccount } from '../../clients/soundtrack/index.ts';
import { fold } from '../fold.ts';
import { meantBy, type Named, namedThing } from './names-within.ts';
import type { SuggestedLink, VenueWithAccounts } from './reconciliation.ts';

/** What stands behind an account's name and is none of the venue's: the plan, the form of the company, who set it up. */
const APPENDED =
  /\s*(?:\((?:premium|essential|unlimited|starter|new|old)\)|,?\s*(?:co\.?,?\s*ltd\.?|ltd\.?|limited|inc\.?|pte\.?|plc)|-\s*bma)\s*$/iu;

/**
 * Which venue an account that no venue names may belong to: the one whose name it carries, else the only one whose name
 * contains it or is contained in it, if that is more than one word. Suggestions only; two that fit are none.
 */
export function createLinkSuggestions(venues: readonly VenueWithAccounts[]) {
  const named = venues.map(namedThing);
  const byName = gather(named, (name) => [name]);
  const byWord = gather(named, wordsOf);
  const rarestOf = (name: string) =>
    wordsOf(name).reduce((rarest, word) =>
      (byWord.get(word)?.size ?? 0) < (byWord.get(rarest)?.size ?? 0) ? word : rarest,
    );
  const byRarestWord = gather(named, (name) => [rarestOf(name)]);

  /** A name that contains another has all of its words, the rarest too. */
  const near = (name: string): Named[] => [
    ...new Set([
      ...(byWord.get(rarestOf(name)) ?? []),
      ...wordsOf(name).flatMap((word) => [...(byRarestWord.get(word) ?? [])]),
    ]),
  ];

  return ({ account }: DiscoveredAccount): SuggestedLink | undefined => {
    const name = fold(withoutAppended(account.name));
    const equal = byName.get(name);
    const found = meantBy(name, equal ? [...equal] : near(name).filter(({ folded }) => folded.some(isTelling)));
    if (found.kind === 'none' || found.kind === 'several') return undefined;
    if (found.kind === 'contained' && !isTelling(name)) return undefined;
    return { accountId: account.id, venueId: found.id, because: `account-name-${found.kind}` };
  };
}

const wordsOf = (folded: string): string[] => folded.split(' ');
const isTelling = (folded: string): boolean => folded.includes(' ');

function gather(things: readonly Named[], keysOf: (folded: string) => string[]): Map<string, Set<Named>> {
  const byKey = new Map<string, Set<Named>>();
  for (const thing of things) {
    for (const key of thing.folded.flatMap(keysOf)) byKey.set(key, (byKey.get(key) ?? new Set()).add(thing));
  }
  return byKey;
}

function withoutAppended(name: string): string {
  const shorter = name.replace(APPENDED, '');
  return shorter === name || shorter === '' ? name : withoutAppended(shorter);
}
