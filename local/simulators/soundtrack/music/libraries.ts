import { shareOf } from '../account-names.ts';
import { ownMusicId } from '../ids.ts';
import { orderKey } from '../name-order.ts';
import type { SimAccount, SimZone } from '../world.ts';
import { CURATED, playlistOf, type SimSource, scheduleOf } from './catalogue.ts';

const PLAYLISTS_OF_AN_ACCOUNT = 8;

/** What each account has put aside to play, the same for the same account until somebody adds to it. */
export type Libraries = {
  /** In order of name. */
  of(account: SimAccount): readonly SimSource[];
  add(account: SimAccount, name: string): SimSource;
  /** A playlist or schedule by its id, from whatever library. */
  find(id: string): SimSource | undefined;
  /** What a zone plays from on an ordinary day. */
  usualSourceOf(zone: SimZone): SimSource;
};

export function createLibraries(): Libraries {
  const known = new Map(CURATED.map((playlist) => [playlist.id, playlist]));
  const libraries = new Map<string, SimSource[]>();
  let added = 0;

  const of = (account: SimAccount): SimSource[] => {
    const already = libraries.get(account.id);
    if (already) return already;
    const playlists = playlistsOf(account);
    const schedule = scheduleOf(ownMusicId('Schedule', 'house', account.id), 'House schedule', playlists);
    known.set(schedule.id, schedule);
    const library = sorted([...playlists, schedule]);
    libraries.set(account.id, library);
    return library;
  };

  return {
    of,
    add(account, name) {
      const id = ownMusicId('Playlist', `added ${++added}`, account.id);
      const playlist = playlistOf(id, name, added, false);
      known.set(id, playlist);
      libraries.set(account.id, sorted([...of(account), playlist]));
      return playlist;
    },
    find: (id) => known.get(id),
    usualSourceOf(zone) {
      const playlists = playlistsOf(zone.account);
      return playlists[Math.floor(shareOf(`source:${zone.id}`) * playlists.length)] ?? playlists[0];
    },
  };
}

function playlistsOf(account: SimAccount): [SimSource, ...SimSource[]] {
  const from = Math.floor(shareOf(`library:${account.id}`) * CURATED.length);
  const one = (at: number) => CURATED[(from + at * 5) % CURATED.length] as SimSource;
  const playlists: [SimSource, ...SimSource[]] = [one(0)];
  for (let at = 1; at < PLAYLISTS_OF_AN_ACCOUNT; at++) playlists.push(one(at));
  return playlists;
}

const sorted = (list: SimSource[]): SimSource[] => list.sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
