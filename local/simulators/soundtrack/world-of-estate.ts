import type { Estate, EstateVenue, EstateZone } from '../../estate/estate.ts';
import { accountNameFor, locationNameFor, ORPHAN_NAMES, shareOf } from './account-names.ts';
import { createWorld, type SimAccount, type World, type ZoneState } from './world.ts';

/** Of the chains, so many have their houses together in accounts of the chain. */
const CHAINS_WITH_ONE_ACCOUNT = 0.3;
const VENUES_IN_A_CHAIN_ACCOUNT = 8;
const VENUES_WITH_TWO_ACCOUNTS = 0.1;
const VENUES_FOR_ONE_ORPHAN = 50;

/**
 * What Soundtrack holds for an estate, the same for the same estate: mostly one account a venue; some venues with a
 * second "(Premium)" one; some chains with several houses in one account, a location each; a few accounts of nobody.
 */
export function soundtrackWorldOf(estate: Estate): World {
  const world = createWorld();
  const inChainAccounts = new Map<string, EstateVenue[]>();
  for (const venue of estate.venues) {
    if (venue.chain && shareOf(`chain:${venue.chain}`) < CHAINS_WITH_ONE_ACCOUNT) {
      inChainAccounts.set(venue.chain, [...(inChainAccounts.get(venue.chain) ?? []), venue]);
    } else addOwnAccounts(world, venue);
  }
  for (const [chain, venues] of inChainAccounts) addChainAccounts(world, chain, venues);
  const orphans = Math.max(1, Math.floor(estate.venues.length / VENUES_FOR_ONE_ORPHAN));
  for (let at = 0; at < orphans; at++) addOrphan(world, at);
  return world;
}

/** Which accounts hold zones of a venue; what its cell `soundtrack_account_id` should say. */
export const accountIdsOf = (world: World, venueId: string): string[] =>
  world.accountsOfVenue(venueId).map((account) => account.id);

function addOwnAccounts(world: World, venue: EstateVenue): void {
  const isDouble = venue.zones.length > 1 && shareOf(`double:${venue.id}`) < VENUES_WITH_TWO_ACCOUNTS;
  const half = isDouble ? Math.ceil(venue.zones.length / 2) : venue.zones.length;
  const name = accountNameFor(venue.name, venue.id);
  addVenue(world, world.addAccount(venue.id, name, 'ESSENTIAL'), venue, venue.name, venue.zones.slice(0, half));
  if (!isDouble) return;
  const second = world.addAccount(`${venue.id}:premium`, `${name} (Premium)`, 'UNLIMITED');
  addVenue(world, second, venue, venue.name, venue.zones.slice(half));
}

function addChainAccounts(world: World, chain: string, venues: EstateVenue[]): void {
  for (let from = 0; from < venues.length; from += VENUES_IN_A_CHAIN_ACCOUNT) {
    const number = from / VENUES_IN_A_CHAIN_ACCOUNT + 1;
    const name = number === 1 ? `${chain} Group` : `${chain} Group ${number}`;
    const account = world.addAccount(`chain:${chain}:${number}`, name, 'UNLIMITED');
    for (const [at, venue] of venues.slice(from, from + VENUES_IN_A_CHAIN_ACCOUNT).entries()) {
      // The house that opened the account has its location named in full.
      addVenue(world, account, venue, at === 0 ? venue.name : locationNameFor(venue), venue.zones);
    }
  }
}

function addVenue(world: World, account: SimAccount, venue: EstateVenue, name: string, zones: EstateZone[]): void {
  const location = world.addLocation(account, { key: venue.id, name, timezone: venue.timezone, venueId: venue.id });
  for (const zone of zones) {
    const volume = 7 + Math.floor(shareOf(`volume:${zone.id}`) * 5);
    world.addZone(location, { key: zone.id, name: zone.name, state: STATES[zone.state], volume });
  }
}

const STATES: Record<EstateZone['state'], ZoneState> = {
  playing: 'playing',
  'seasonal-closure': 'offline',
  dormant: 'offline',
  unpaired: 'unpaired',
  'subscription-lapsed': 'subscription-expired',
};

function addOrphan(world: World, at: number): void {
  const name = `${ORPHAN_NAMES[at % ORPHAN_NAMES.length]}${at < ORPHAN_NAMES.length ? '' : ` ${at}`}`;
  const account = world.addAccount(`orphan:${at}`, name, 'ESSENTIAL');
  const location = world.addLocation(account, { key: 'main', name, timezone: 'Asia/Bangkok', venueId: null });
  for (let zone = 1; zone <= 1 + (at % 3); zone++) {
    const state = zone === 1 ? 'offline' : 'unpaired';
    world.addZone(location, { key: `zone ${zone}`, name: zone === 1 ? 'Zone' : `Zone ${zone}`, state, volume: 8 });
  }
}
