import { musicId } from '../ids.ts';

export type SimArtist = { readonly __typename: 'Artist'; readonly id: string; readonly name: string };
export type SimTrack = {
  readonly __typename: 'Track';
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly durationMs: number;
  readonly duration: number;
  readonly explicit: boolean;
  readonly artists: readonly SimArtist[];
  readonly album: { readonly __typename: 'Album'; readonly id: string; readonly name: string; readonly title: string };
  readonly display: { readonly title: string };
};
/** What a zone can play from. Of a schedule, `tracks` are those of the slot that is on. */
export type SimSource = {
  readonly __typename: 'Playlist' | 'Schedule';
  readonly id: string;
  readonly name: string;
  readonly presentAs: string;
  readonly songs: readonly [SimTrack, ...SimTrack[]];
  readonly display: { readonly title: string };
} & Record<string, unknown>;

const ARTISTS = [
  'Mali Rae',
  'The Low Tides',
  'Koa & June',
  'Nattawut Trio',
  'Lumen Drive',
  'Palomar',
  'Ines Vidal',
  'Slow Harbour',
];
const FIRST_WORDS = ['Paper', 'Silver', 'Morning', 'Hidden', 'Golden', 'Quiet', 'Neon', 'Coral'];
const LAST_WORDS = ['Lanterns', 'Water', 'Avenue', 'Skies', 'Letters', 'Garden'];

/** Songs that nobody wrote; all ids and names are made up. */
export const TRACKS: readonly SimTrack[] = LAST_WORDS.flatMap((last, row) =>
  FIRST_WORDS.map((first, column): SimTrack => {
    const title = `${first} ${last}`;
    const name = ARTISTS[(row + column) % ARTISTS.length] ?? 'Palomar';
    const durationMs = 160_000 + ((row * 37 + column * 53) % 120) * 1_000;
    return {
      __typename: 'Track',
      id: musicId('Track', title),
      name: title,
      title,
      durationMs,
      duration: durationMs,
      explicit: false,
      artists: [{ __typename: 'Artist', id: musicId('Artist', name), name }],
      album: { __typename: 'Album', id: musicId('Album', `${name} ${last}`), name: last, title: last },
      display: { title },
    };
  }),
);

const NAMES = [
  'Jazz Lounge',
  'Smooth Jazz Dinner',
  'Chill Beats',
  'Sunset Chill',
  'Beach House',
  'Deep House Terrace',
  'Spa & Relaxation',
  'Ambient Calm',
  'Acoustic Morning',
  'Coffeehouse Acoustic',
  'Feelgood Pop',
  'Current Hits',
  '80s Hits',
  '90s Throwback',
  'Soul Kitchen',
  'Funk & Disco',
  'Bossa Nova',
  'Latin Evening',
  'Classical Piano',
  'Thai Favourites',
  'Gym Power',
  'Rock Classics',
  'Lobby Lounge',
  'Christmas Classics',
] as const;
const SONGS_IN_A_PLAYLIST = 14;

export function playlistOf(id: string, name: string, from: number, curated: boolean): SimSource {
  const song = (at: number) => TRACKS[(from * 5 + at * 3) % TRACKS.length] as SimTrack;
  const songs: [SimTrack, ...SimTrack[]] = [song(0)];
  for (let at = 1; at < SONGS_IN_A_PLAYLIST; at++) songs.push(song(at));
  return { __typename: 'Playlist', ...described(id, name), presentAs: 'playlist', curated, songs };
}

export function scheduleOf(id: string, name: string, playlists: readonly [SimSource, ...SimSource[]]): SimSource {
  const { songs } = playlists[0];
  return { __typename: 'Schedule', ...described(id, name), presentAs: 'weekly', slots: [], playlists, songs };
}

const CREATED = '2025-01-15T08:00:00Z';
const described = (id: string, name: string) => ({
  id,
  name,
  display: { title: name },
  description: '',
  shortDescription: '',
  snapshot: '1',
  composerType: 'manual',
  createdAt: CREATED,
  updatedAt: CREATED,
});

/** The playlists that Soundtrack offers to everybody. */
export const CURATED: readonly SimSource[] = NAMES.map((name, at) =>
  playlistOf(musicId('Playlist', name), name, at, true),
);
