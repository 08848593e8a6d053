import { type Json, listOf, textOf } from '../../json.ts';
import { cursorOf, pageInOrder, pageOf } from '../connection.ts';
import { forbidden, invalidValue, notFound, notSimulated } from '../errors.ts';
import { kindOfId, shortIdOf } from '../ids.ts';
import type { Scene } from '../scene.ts';
import type { SimAccount, SimZone } from '../world.ts';
import { factsOf } from '../zone-facts.ts';
import { CURATED, type SimSource, TRACKS } from './catalogue.ts';

type Resolve<Source> = (source: Source, args: Json, scene: Scene) => unknown;

const IN_ORDER = ['AUTO', 'LINEAR', 'SHUFFLE', 'SMART_SHUFFLE'];

/**
 * What is on, as far as anybody reported it: nothing while a zone is paused or unreachable. A fault shows the last song
 * of a zone that went away, another one an answer without its track.
 */
function nowPlaying(zone: SimZone, scene: Scene) {
  const isStale = zone.state !== 'playing' && scene.strikes('staleNowPlaying', 'zone', zone.id);
  if (zone.state !== 'playing' && !isStale) return null;
  const { track, startedAt } = scene.players.current(zone);
  const skew = scene.clock().getTime() - scene.truly().getTime();
  return {
    soundZone: zone.id,
    startedAt: new Date(Math.floor((startedAt + skew) / 1_000) * 1_000).toISOString().replace('.000Z', 'Z'),
    playFrom: scene.players.source(zone),
    track: scene.strikes('trackNull', 'zone', zone.id) ? null : track,
  };
}

function sourceWith(id: unknown, type: SimSource['__typename'], { libraries }: Scene): SimSource {
  const source = libraries.find(String(id));
  if (source?.__typename === type) return source;
  if (kindOfId(String(id)) === undefined) throw invalidValue('id', 'invalid id format');
  throw notFound();
}

function libraryOf(account: SimAccount, { libraries }: Scene) {
  return {
    owner: account.id,
    version: String(libraries.of(account).length),
    updatedAt: '2026-01-01T00:00:00Z',
    account,
  };
}

const query: Record<string, Resolve<unknown>> = {
  playlist: (_, { id }, scene) => sourceWith(id, 'Playlist', scene),
  schedule: (_, { id }, scene) => sourceWith(id, 'Schedule', scene),
  tracks: (_, { ids }) => listOf(ids).map((id) => TRACKS.find((track) => track.id === id) ?? null),
  nowPlaying(_, { soundZone: id }, scene) {
    const zone = scene.world.find(String(id));
    if (zone?.__typename !== 'SoundZone' || scene.isVanished(zone)) throw notFound();
    if (!scene.viewer.sees(zone.account)) throw forbidden();
    return nowPlaying(zone, scene);
  },
  library(_, { owner }, scene) {
    const account = scene.world.find(String(owner));
    if (account?.__typename !== 'Account' || !scene.viewer.sees(account)) throw forbidden();
    return libraryOf(account, scene);
  },
  search(_, { query: text, type, ...page }, { pageLimit }) {
    if (type !== 'playlist' && type !== 'track') throw notSimulated(`the search for '${type}'`);
    const words = String(text).toLowerCase().split(/\s+/).filter(Boolean);
    const all: readonly { name: string }[] = type === 'playlist' ? CURATED : TRACKS;
    const found = all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
    return pageInOrder(found, { first: 20, ...page }, pageLimit);
  },
};

const soundZone: Record<string, Resolve<SimZone>> = {
  nowPlaying: (zone, _, scene) => nowPlaying(zone, scene),
  playback: (zone) => ({ zone, id: zone.id, soundZone: zone.id }),
  playFrom: (zone, _, { players }) => players.source(zone),
  schedule(zone, _, { players }) {
    const source = players.source(zone);
    return source.__typename === 'Schedule' ? source : null;
  },
  playbackHistory(zone, args, { players, pageLimit }) {
    const played = players.history(zone).map(({ track, startedAt, finishedAt }) => ({
      id: `${shortIdOf(zone.id)}${startedAt}`,
      track,
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
      playFrom: players.source(zone),
    }));
    return pageInOrder(played, args, pageLimit);
  },
  blockedTracks: ({ id }, args, { blocked, pageLimit }) => pageInOrder(blocked.get(id) ?? [], args, pageLimit),
};

type OfPlayback = { zone: SimZone };
const playback: Record<string, Resolve<OfPlayback>> = {
  state: ({ zone }) => factsOf(zone).playback,
  volume: ({ zone }) => (factsOf(zone).isPaired ? zone.volume : null),
  playFrom: ({ zone }, _, { players }) => players.source(zone),
  playbackMode: ({ zone }, _, { orders }) => orders.get(zone.id) ?? 'AUTO',
  availablePlaybackOrders: () => IN_ORDER,
  progress({ zone }, _, { players, clock }) {
    if (zone.state !== 'playing' && zone.state !== 'paused') return null;
    return { progressMs: players.current(zone).progressMs, updatedAt: clock().toISOString() };
  },
};

const playlist: Record<string, Resolve<SimSource>> = {
  tracks: ({ songs, updatedAt }, args, { pageLimit }) => ({ ...pageInOrder(songs, args, pageLimit), updatedAt }),
};

type OfLibrary = { account: SimAccount };
const library: Record<string, Resolve<OfLibrary>> = {
  ids: ({ account }, _, { libraries }) => libraries.of(account).map(({ id }) => id),
  items({ account }, { query: wanted, ...page }, { libraries, pageLimit }) {
    const { kinds, search, sort, tags } = (wanted ?? {}) as Json;
    if (sort != null || tags != null) throw notSimulated('a library in another order or by tags');
    const kind = (source: SimSource) => source.__typename.toUpperCase();
    const text = textOf(search)?.toLowerCase() ?? '';
    const items = libraries
      .of(account)
      .filter((one) => (kinds == null || listOf(kinds).includes(kind(one))) && one.name.toLowerCase().includes(text));
    return pageOf(items, page, pageLimit);
  },
};

const musicLibrary: Record<string, Resolve<OfLibrary>> = {
  playlists: ({ account }, page, { libraries, pageLimit }) =>
    pageOf(libraries.of(account).filter(isA('Playlist')), page, pageLimit),
  schedules: ({ account }, page, { libraries, pageLimit }) =>
    pageOf(libraries.of(account).filter(isA('Schedule')), page, pageLimit),
};

const isA = (type: SimSource['__typename']) => (source: SimSource) => source.__typename === type;

/** A node stands for its own edge. */
const edge: Record<string, Resolve<SimSource>> = {
  node: (source) => source,
  cursor: cursorOf,
  addedAt: ({ createdAt }) => createdAt,
  addedBy: () => 'local-client',
};

/** Everything that is about music, by type and field. */
export const MUSIC: Record<string, Record<string, Resolve<never>>> = {
  Query: query,
  SoundZone: soundZone,
  Account: {
    library: (account: SimAccount, _: Json, scene: Scene) => libraryOf(account, scene),
    musicLibrary: (account: SimAccount) => ({ id: account.id, revision: '1', ids: [], account }),
  },
  Playback: playback,
  Playlist: playlist,
  Library: library,
  MusicLibrary: musicLibrary,
  LibraryItemEdge: edge,
  MusicLibraryPlaylistsEdge: edge,
  MusicLibrarySchedulesEdge: edge,
};
