import type { DiscoveredAccount } from '../../clients/soundtrack/index.ts';
import {
  accountNotInSheet,
  compareVenues,
  isUndecided,
  overrideWithoutVenue,
  zoneWithoutVenue,
} from './disagreements.ts';
import { placeZones, venuesByAccount } from './place-zones.ts';
import type { Reconciled, ToReconcile } from './reconciliation.ts';
import { createLinkSuggestions } from './suggest-links.ts';
import { accountsToSave, isChanged, zonesToSave } from './zones-to-save.ts';

/** What to save, mark, suggest and ask a person about, after a walk through Soundtrack. Nothing of it is done yet. */
export function reconcileZones(input: ToReconcile, now: Date): Reconciled {
  const { discovery, known, venues } = input;
  const accounts = onePerId(discovery.accounts);
  const placed = placeZones(accounts, venues, input);
  const zones = zonesToSave(placed, known.zones, discovery.complete);
  const before = new Map(known.zones.map((zone) => [zone.id, zone]));

  const venuesOf = venuesByAccount(venues);
  const orphans = accounts.filter(({ account }) => !venuesOf.has(account.id));
  const suggest = createLinkSuggestions(venues);
  const links = new Map(orphans.map((orphan) => [orphan, suggest(orphan)]));

  const accountIds = new Set(accounts.map(({ account }) => account.id));
  const zoneIds = new Set(zones.map(({ id }) => id));
  const mayVanish = discovery.complete && accounts.length > 0 && showsEnough(accountIds, [...venuesOf.keys()]);
  return {
    upserts: {
      accounts: accountsToSave(accounts, known.accounts),
      zones: zones.filter((zone) => isChanged(zone, before.get(zone.id))),
    },
    seen: { accountIds: [...accountIds], zoneIds: [...zoneIds], at: now },
    renamed: zones.flatMap(({ id, name }) => {
      const from = before.get(id)?.name;
      return from === undefined || from === name ? [] : [{ zoneId: id, from, to: name, at: now }];
    }),
    vanished: {
      accountIds: mayVanish ? absent(known.accounts, accountIds) : [],
      zoneIds: mayVanish ? absent(known.zones, zoneIds) : [],
    },
    suggested: [...links.values()].filter((link) => link !== undefined),
    disagreements: [
      ...orphans.map((orphan) => accountNotInSheet(orphan, links.get(orphan))),
      ...placed.filter(({ overrideFails }) => overrideFails).map(overrideWithoutVenue),
      ...placed.filter(isUndecided).map(zoneWithoutVenue),
      ...compareVenues(venues, accounts, placed, discovery.complete),
    ],
  };
}

/**
 * A credential that shows less than half of what the sheet names, or nothing at all, is a wrong or clipped credential,
 * not an estate that closed overnight. Of a few accounts most may really go.
 */
const showsEnough = (shown: ReadonlySet<string>, named: readonly string[]): boolean =>
  named.length < FEW_ACCOUNTS || named.filter((id) => shown.has(id)).length * 2 >= named.length;
const FEW_ACCOUNTS = 10;

const absent = (known: readonly { id: string; gone: boolean }[], seen: ReadonlySet<string>): string[] =>
  known.filter(({ id, gone }) => !gone && !seen.has(id)).map(({ id }) => id);

/** An account that came twice, because accounts were renamed while we walked, counts as it came last. */
const onePerId = (accounts: readonly DiscoveredAccount[]): DiscoveredAccount[] => [
  ...new Map(accounts.map((account) => [account.account.id, account])).values(),
];
