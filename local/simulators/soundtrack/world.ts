import { accountId, locationId, zoneId } from './ids.ts';
import { insert, type Named, takeOut } from './name-order.ts';

export const ZONE_STATES = [
  'playing',
  'paused',
  /** Paired, but the player is not connected: no power, no network, closed for the season. */
  'offline',
  'unpaired',
  'subscription-expired',
  'subscription-expired-offline',
  /** Online, on a player that does not report what it plays. */
  'not-reporting',
] as const;
export type ZoneState = (typeof ZONE_STATES)[number];

export type SimAccount = {
  readonly __typename: 'Account';
  readonly id: string;
  name: string;
  plan: 'ESSENTIAL' | 'UNLIMITED';
  /** In order of name. */
  zones: SimZone[];
  locations: SimLocation[];
};

export type SimLocation = {
  readonly __typename: 'Location';
  readonly id: string;
  name: string;
  timezone: string;
  readonly account: SimAccount;
  /** The venue of the estate that this location is; null for one nobody knows. */
  readonly venueId: string | null;
  /** In order of name. */
  readonly zones: SimZone[];
};

export type SimZone = {
  readonly __typename: 'SoundZone';
  readonly id: string;
  /** What the estate calls it. */
  readonly key: string;
  name: string;
  readonly account: SimAccount;
  readonly location: SimLocation;
  /** What it does now; changed only where the ground truth hears of it. */
  state: ZoneState;
  /** What it does on an ordinary day. */
  readonly usual: ZoneState;
  /** 0..16 */
  volume: number;
  readonly usualVolume: number;
};

type NewLocation = { key: string; name: string; timezone: string; venueId: string | null };
type NewZone = { key: string; name: string; state: ZoneState; volume: number };

/** The accounts of one API client with their locations and zones, kept in order of name as Soundtrack lists them. */
export type World = {
  accounts(): readonly SimAccount[];
  zones(): Iterable<SimZone>;
  find(id: string): SimAccount | SimLocation | SimZone | undefined;
  accountsOfVenue(venueId: string): SimAccount[];
  zonesOfVenue(venueId: string): SimZone[];
  /** Changes with every account that comes, goes or gets another name. */
  version(): number;
  addAccount(key: string, name: string, plan: SimAccount['plan']): SimAccount;
  addLocation(account: SimAccount, location: NewLocation): SimLocation;
  addZone(location: SimLocation, zone: NewZone): SimZone;
  rename(thing: SimAccount | SimZone, name: string): void;
  remove(thing: SimAccount | SimZone): void;
};

export function createWorld(): World {
  const byId = new Map<string, SimAccount | SimLocation | SimZone>();
  const byVenue = new Map<string, SimLocation[]>();
  const locationsOf = (venueId: string) => byVenue.get(venueId) ?? [];
  let version = 0;
  const all: SimAccount[] = [];
  const known = <Thing extends SimAccount | SimLocation | SimZone>(thing: Thing): Thing => {
    if (byId.has(thing.id)) throw new Error(`two things of the world have one id: ${thing.name}`);
    byId.set(thing.id, thing);
    return thing;
  };

  return {
    accounts: () => all,
    *zones() {
      for (const account of all) yield* account.zones;
    },
    find: (id) => byId.get(id),
    accountsOfVenue: (venueId) => [...new Set(locationsOf(venueId).map(({ account }) => account))],
    zonesOfVenue: (venueId) => locationsOf(venueId).flatMap(({ zones }) => zones),
    version: () => version,
    addAccount(key, name, plan) {
      version += 1;
      const account = known<SimAccount>({
        __typename: 'Account',
        id: accountId(key),
        name,
        plan,
        zones: [],
        locations: [],
      });
      insert(all, account);
      return account;
    },
    addLocation(account, { key, name, timezone, venueId }) {
      const id = locationId(account.id, key);
      const location = known<SimLocation>({ __typename: 'Location', id, name, timezone, account, venueId, zones: [] });
      account.locations.push(location);
      if (venueId !== null) byVenue.set(venueId, [...locationsOf(venueId), location]);
      return location;
    },
    addZone(location, { key, name, state, volume }) {
      const { account } = location;
      const id = zoneId(location.id, key);
      const usually = { usual: state, usualVolume: volume };
      const zone = known<SimZone>({
        __typename: 'SoundZone',
        id,
        key,
        name,
        account,
        location,
        state,
        volume,
        ...usually,
      });
      insert(account.zones, zone);
      insert(location.zones, zone);
      return zone;
    },
    rename(thing, name) {
      if (thing.__typename === 'Account') version += 1;
      const lists: Named[][] = thing.__typename === 'Account' ? [all] : [thing.account.zones, thing.location.zones];
      for (const list of lists) takeOut(list, thing);
      thing.name = name;
      for (const list of lists) insert(list, thing);
    },
    remove(thing) {
      const gone = thing.__typename === 'Account' ? [thing, ...thing.locations, ...thing.zones] : [thing];
      for (const { id } of gone) byId.delete(id);
      if (thing.__typename === 'SoundZone') {
        takeOut(thing.account.zones, thing);
        return takeOut(thing.location.zones, thing);
      }
      version += 1;
      takeOut(all, thing);
      for (const { venueId } of thing.locations) {
        if (venueId === null) continue;
        byVenue.set(
          venueId,
          locationsOf(venueId).filter(({ account }) => account !== thing),
        );
      }
    },
  };
}
