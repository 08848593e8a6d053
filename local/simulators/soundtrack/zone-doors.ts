import { countOf, type Json, listOf, objectOf, textOf } from '../json.ts';
import type { LivingZones } from './living-zones.ts';
import type { Libraries } from './music/libraries.ts';
import { type SimAccount, type SimZone, type World, ZONE_STATES } from './world.ts';
import { zoneRow } from './zone-facts.ts';

type Result = { problem: string } | Json;

type Behind = { world: World; living: LivingZones; libraries: Libraries };

/** What a person does to accounts and zones. */
export function createZoneDoors(stage: () => Behind, renamed: (zone: SimZone) => void) {
  const world = () => stage().world;
  const problem = (text: string): Result => ({ problem: text });
  let added = 0;

  const accountNamed = (text: unknown): SimAccount | undefined => {
    const found = world().find(String(text));
    return found?.__typename === 'Account'
      ? found
      : world()
          .accounts()
          .find(({ name }) => name === text);
  };
  const zoneWith = (id: string): SimZone | undefined => {
    const found = world().find(id);
    return found?.__typename === 'SoundZone' ? found : undefined;
  };
  const addTo = (account: SimAccount, name: string, inLocation?: string): SimZone | undefined => {
    const location = account.locations.find((one) => inLocation === undefined || one.name === inLocation);
    return location && world().addZone(location, { key: `added ${++added}`, name, state: 'playing', volume: 8 });
  };

  return {
    zones(query: URLSearchParams) {
      const wanted = query.get('account');
      const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const account = wanted === null ? undefined : accountNamed(wanted);
      if (wanted !== null && !account) return [];
      const most = countOf(Number(query.get('limit') ?? Number.NaN)) ?? Number.POSITIVE_INFINITY;
      const rows: Json[] = [];
      for (const zone of account?.zones ?? world().zones()) {
        if (rows.length >= most) break;
        const text = `${zone.account.name} ${zone.location.name} ${zone.name}`.toLowerCase();
        if (words.every((word) => text.includes(word))) rows.push(zoneRow(zone));
      }
      return rows;
    },

    accounts(query: URLSearchParams) {
      const wanted = (query.get('q') ?? '').toLowerCase();
      return world()
        .accounts()
        .filter(({ id, name }) => id === query.get('q') || name.toLowerCase().includes(wanted))
        .map(({ id, name, plan, locations, zones }) => ({
          id,
          name,
          plan,
          locations: locations.map((one) => ({ id: one.id, name: one.name, venue: one.venueId })),
          zones: zones.length,
        }));
    },

    changeZone(id: string, change: Json): Result {
      const zone = zoneWith(id);
      if (!zone) return problem(`no such zone: ${id}`);
      const { name, state, playing, volume } = change;
      const newState = ZONE_STATES.find((one) => one === state);
      if (state !== undefined && !newState) return problem(`'state' is one of ${ZONE_STATES.join(', ')}`);
      if (playing !== undefined && typeof playing !== 'boolean') return problem("'playing' is true or false");
      const isLevel = typeof volume === 'number' && Number.isInteger(volume) && volume >= 0 && volume <= 16;
      if (volume !== undefined && !isLevel) return problem("'volume' is a whole number 0..16");
      if (name !== undefined && !textOf(name)) return problem("'name' is a text");
      const { living } = stage();
      if (newState) living.set(zone, newState, 'door', 'set');
      if (playing !== undefined) living.set(zone, playing ? 'playing' : 'paused', 'door', 'set');
      if (isLevel) living.volume(zone, volume, 'door', 'set');
      if (textOf(name)) {
        world().rename(zone, String(name));
        renamed(zone);
      }
      return zoneRow(zone);
    },

    addZone(body: Json): Result {
      const account = accountNamed(body.account);
      const name = textOf(body.name);
      if (!account || !name) return problem("'account' (id or name) and 'name' are needed");
      const zone = addTo(account, name, textOf(body.location));
      return zone ? zoneRow(zone) : problem(`the account has no location '${body.location}'`);
    },

    removeZone(id: string): Result {
      const zone = zoneWith(id);
      if (!zone) return problem(`no such zone: ${id}`);
      stage().living.remove(zone, 'door');
      return { removed: zone.id, name: zone.name };
    },

    /** Puts a playlist into the library of an account, so that its zones can play it. */
    addPlaylist({ name, account, zone }: Json): Result {
      const of = account === undefined ? zoneWith(String(zone))?.account : accountNamed(account);
      if (!textOf(name)) return problem("'name' is a text");
      if (!of) return problem("'account' (id or name) or 'zone' (id) says whose it is");
      const playlist = stage().libraries.add(of, String(name));
      return { id: playlist.id, name: playlist.name, account: { id: of.id, name: of.name } };
    },

    /** `{add: {name, zones?: [names], timezone?}}`, `{remove: id or name}`, `{rename: {account, name}}` */
    changeAccounts({ add, remove, rename }: Json): Result {
      const { name, zones, timezone } = objectOf(add);
      if (textOf(name)) {
        const account = world().addAccount(`added ${++added}`, String(name), 'ESSENTIAL');
        const place = { key: 'main', name: account.name, timezone: textOf(timezone) ?? 'Asia/Bangkok', venueId: null };
        world().addLocation(account, place);
        const ids = listOf(zones).flatMap((zone) => addTo(account, String(zone))?.id ?? []);
        return { id: account.id, name: account.name, zones: ids };
      }
      const account = accountNamed(remove ?? objectOf(rename).account);
      const newName = textOf(objectOf(rename).name);
      if (!account || (remove === undefined && !newName)) {
        return problem(
          "one of 'add' {name, zones?}, 'remove' (id or name), 'rename' {account, name} of a known account",
        );
      }
      const ids = account.zones.map(({ id }) => id);
      if (newName) world().rename(account, newName);
      else {
        for (const zone of [...account.zones]) stage().living.remove(zone, 'door');
        world().remove(account);
      }
      return { id: account.id, name: account.name, zones: ids };
    },
  };
}
