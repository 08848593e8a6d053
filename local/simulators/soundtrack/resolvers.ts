import type { Json } from '../json.ts';
import { type Connection, cursorOf, cutShort, pageOf } from './connection.ts';
import { failedInside, forbidden, invalidValue, notFound, notSimulated } from './errors.ts';
import { kindOfId, shortIdOf } from './ids.ts';
import { MUSIC } from './music/music-resolvers.ts';
import type { Scene } from './scene.ts';
import type { SimAccount, SimLocation, SimZone } from './world.ts';
import { deviceOf, factsOf } from './zone-facts.ts';
import { filtered } from './zone-filter.ts';

type Resolve<Source> = (source: Source, args: Json, scene: Scene) => unknown;
type Listed = { name: string; id: string };
type Thing = SimAccount | SimLocation | SimZone;

/** A thing by its id, as far as the credential may know of it. */
function lookUp<Type extends Thing['__typename']>(type: Type | undefined, args: Json, scene: Scene): Thing {
  const found = scene.world.find(String(args.id));
  if (found && (!type || found.__typename === type) && !(isZone(found) && scene.isVanished(found))) {
    if (!scene.viewer.sees(found.__typename === 'Account' ? found : found.account)) throw forbidden();
    return found;
  }
  if (kindOfId(String(args.id)) === undefined) throw invalidValue('id', 'invalid id format');
  throw type === 'Account' ? forbidden() : notFound();
}

const isZone = (thing: Thing): thing is SimZone => thing.__typename === 'SoundZone';

function zonesOf(all: readonly SimZone[], args: Json, scene: Scene): Connection<SimZone> {
  inNameOrder(args.orderBy);
  const zones = scene.setting('zoneVanished') ? all.filter((zone) => !scene.isVanished(zone)) : all;
  return perhapsShort(pageOf(filtered(zones, args), args, scene.pageLimit), 'zones', scene);
}

function perhapsShort<Node extends Listed>(page: Connection<Node>, what: 'accounts' | 'zones', scene: Scene) {
  const fault = scene.setting('shortPage');
  if (!fault || (fault.of !== undefined && fault.of !== what) || !scene.strikes('shortPage')) return page;
  return cutShort(page, typeof fault.keep === 'number' ? fault.keep : 0.5);
}

function inNameOrder(orderBy: unknown): void {
  for (const { field, direction } of [orderBy ?? []].flat() as { field?: string; direction?: string }[]) {
    if (!/NAME$/.test(field ?? '') || direction !== 'ASC') throw notSimulated(`the order ${field} ${direction}`);
  }
}

const byName = <One extends Listed>(list: readonly One[]) =>
  list.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

const query: Record<string, Resolve<unknown>> = {
  me: () => ({ __typename: 'PublicAPIClient', id: 'local-client' }),
  account(_, args, scene) {
    const account = lookUp('Account', args, scene);
    if (scene.strikes('forbidden', 'account', account.id)) throw forbidden();
    return account;
  },
  soundZone: (_, args, scene) => lookUp('SoundZone', args, scene),
  location: (_, args, scene) => lookUp('Location', args, scene),
  node: (_, args, scene) => lookUp(undefined, args, scene),
  device(_, { id }, scene) {
    const zone = lookUp('SoundZone', { id: String(id).replace(/device$/, '') }, scene) as SimZone;
    const device = deviceOf(zone);
    if (!device) throw notFound();
    return device;
  },
};

const client: Record<string, Resolve<unknown>> = {
  accounts(_, args, scene) {
    inNameOrder(args.orderBy);
    return perhapsShort(pageOf(scene.viewer.accounts(), args, scene.pageLimit), 'accounts', scene);
  },
};

const account: Record<string, Resolve<SimAccount>> = {
  businessName: ({ name }) => name,
  soundZones(source, args, scene) {
    if (scene.strikes('forbidden', 'account', source.id)) throw forbidden();
    if (scene.strikes('partialErrors', 'account', source.id)) throw failedInside();
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
  soundZones: ({ zones }, args, scene) => zonesOf(zones, args, scene),
};

const soundZone: Record<string, Resolve<SimZone>> = {
  location(source, _, scene) {
    if (scene.strikes('locationGone', 'zone', source.id)) throw notFound();
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
  settings: ({ id }, _, { preferences }) => ({ staffControl: true, volumeControl: true, ...preferences.get(id) }),
};

const edge: Record<string, Resolve<Listed>> = {
  node: (source, _, { strikes }) => (strikes('nullNodes') ? null : source),
  cursor: cursorOf,
};

/** By type and field. What is not here is read off its source, else it is null, else a clear error. */
export const RESOLVERS: Record<string, Record<string, Resolve<never>>> = {
  ...MUSIC,
  Query: { ...query, ...MUSIC.Query },
  PublicAPIClient: client,
  Account: { ...account, ...MUSIC.Account },
  Location: location,
  SoundZone: { ...soundZone, ...MUSIC.SoundZone },
  PublicAPIClientAccountEdge: edge,
  AccountSoundZoneEdge: edge,
  AccountLocationEdge: edge,
  LocationSoundZoneEdge: edge,
};
