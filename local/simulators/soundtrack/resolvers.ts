import type { Json } from '../json.ts';
import { cursorOf, pageOf } from './connection.ts';
import { failedInside, forbidden, invalidValue, notFound, notSimulated } from './errors.ts';
import { kindOfId, shortIdOf } from './ids.ts';
import type { FaultName, SoundtrackFaults } from './settings.ts';
import type { SimAccount, SimLocation, SimZone, World } from './world.ts';
import { deviceOf, factsOf } from './zone-facts.ts';
import { filtered } from './zone-filter.ts';

/** What a request may look at while it is answered. */
export type Scene = { world: World; faults: SoundtrackFaults; pageLimit: number; clock: () => Date };
type Resolve<Source> = (source: Source, args: Json, scene: Scene) => unknown;
type Listed = { name: string; id: string };

/** Whether a fault strikes this thing: one that names a thing strikes no other. */
function strikes({ faults }: Scene, name: FaultName, field: 'account' | 'zone', id: string): boolean {
  const settings = faults.active()[name];
  return settings !== undefined && (settings[field] === undefined || settings[field] === id) && !!faults.strike(name);
}

function lookUp<Type extends 'Account' | 'SoundZone' | 'Location'>(type: Type, args: Json, { world }: Scene) {
  const found = world.find(String(args.id));
  if (found?.__typename === type) return found;
  if (kindOfId(String(args.id)) === undefined) throw invalidValue('id', 'invalid id format');
  throw type === 'Account' ? forbidden() : notFound();
}

const zonesOf = (zones: readonly SimZone[], args: Json, { pageLimit }: Scene) => {
  inNameOrder(args.orderBy);
  return pageOf(filtered(zones, args), args, pageLimit);
};

function inNameOrder(orderBy: unknown): void {
  for (const { field, direction } of [orderBy ?? []].flat() as { field?: string; direction?: string }[]) {
    if (!/NAME$/.test(field ?? '') || direction !== 'ASC') throw notSimulated(`the order ${field} ${direction}`);
  }
}

const byName = <Thing extends Listed>(list: readonly Thing[]) =>
  list.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

const query: Record<string, Resolve<unknown>> = {
  me: () => ({ __typename: 'PublicAPIClient', id: 'local-client' }),
  account(_, args, scene) {
    const account = lookUp('Account', args, scene);
    if (strikes(scene, 'forbidden', 'account', account.id)) throw forbidden();
    return account;
  },
  soundZone: (_, args, scene) => lookUp('SoundZone', args, scene),
  location: (_, args, scene) => lookUp('Location', args, scene),
  node(_, { id }, { world }) {
    const found = world.find(String(id));
    if (!found) throw notFound();
    return found;
  },
};

const client: Record<string, Resolve<unknown>> = {
  accounts(_, args, { world, pageLimit }) {
    inNameOrder(args.orderBy);
    return pageOf(world.accounts(), args, pageLimit);
  },
};

const account: Record<string, Resolve<SimAccount>> = {
  businessName: ({ name }) => name,
  soundZones(source, args, scene) {
    if (strikes(scene, 'forbidden', 'account', source.id)) throw forbidden();
    if (strikes(scene, 'partialErrors', 'account', source.id)) throw failedInside();
    return zonesOf(source.zones, args, scene);
  },
  locations(source, args, { pageLimit }) {
    inNameOrder(args.orderBy);
    return pageOf(byName(source.locations), args, pageLimit);
  },
  soundZoneStatuses({ zones }) {
    const totals = new Map<string, number>();
    for (const zone of zones) {
      const { state } = factsOf(zone).status;
      totals.set(state, (totals.get(state) ?? 0) + 1);
    }
    return [...totals].map(([status, total]) => ({ status, total }));
  },
};

const location: Record<string, Resolve<SimLocation>> = {
  soundZones: (source, args, scene) =>
    zonesOf(
      source.account.zones.filter((zone) => zone.location === source),
      args,
      scene,
    ),
};

const soundZone: Record<string, Resolve<SimZone>> = {
  location(source, _, scene) {
    if (strikes(scene, 'locationGone', 'zone', source.id)) throw notFound();
    return source.location;
  },
  isPaired: (zone) => factsOf(zone).isPaired,
  online: (zone) => factsOf(zone).online,
  status: (zone) => factsOf(zone).status,
  subscription(zone, _, { clock }) {
    const state = factsOf(zone).subscription;
    const year = clock().getUTCFullYear() + (state === 'ACTIVE' ? 1 : -1);
    return { isActive: state === 'ACTIVE', activeUntil: `${year}-06-30`, state };
  },
  streamingType: ({ account: { plan } }) => (plan === 'UNLIMITED' ? 'TIER_3' : 'TIER_1'),
  device: deviceOf,
  devicePlatform: (zone) => deviceOf(zone)?.platform ?? '',
  shortId: ({ id }) => shortIdOf(id),
  settings: () => ({}),
  playback: (zone) => ({
    id: zone.id,
    soundZone: zone.id,
    state: factsOf(zone).playback,
    volume: factsOf(zone).isPaired ? zone.volume : null,
  }),
};

const edge: Record<string, Resolve<Listed>> = {
  node: (source, _, { faults }) => (faults.strike('nullNodes') ? null : source),
  cursor: cursorOf,
};

/** By type and field. What is not here is read off its source, else it is null, else a clear error. */
export const RESOLVERS: Record<string, Record<string, Resolve<never>>> = {
  Query: query,
  PublicAPIClient: client,
  Account: account,
  Location: location,
  SoundZone: soundZone,
  PublicAPIClientAccountEdge: edge,
  AccountSoundZoneEdge: edge,
  AccountLocationEdge: edge,
  LocationSoundZoneEdge: edge,
};
