import type { Asking } from './client.ts';
import type { LookFailure, NoAnswer } from './looks.ts';
import type { Cost, SoundtrackOutcome } from './outcome.ts';
import { failureAt } from './read-look.ts';
import {
  type PlayingZone,
  READ_LIBRARY,
  READ_PLAYING,
  READ_ZONE,
  SEARCH_PLAYLISTS,
  type ZoneDetailNode,
} from './read-operations.ts';
import type { PlaybackState, SubscriptionState } from './states.ts';

/** What was asked for, or why it is `missing` from an answer, or why there was no answer. One request each. */
export type ReadOutcome<Found> =
  | ({ kind: 'answer'; cost?: Cost } & Found)
  | { kind: 'missing'; failure: LookFailure; cost?: Cost }
  | NoAnswer;

export type Source = { kind: 'playlist' | 'schedule' | 'soundtrack'; id: string; name: string };
export type Track = { id: string; title: string; artists: string[]; album: string | null; durationMs: number | null };

/** What a zone plays. Only `state` tells whether it plays: `track` may be the last one of a player that is gone. */
export type NowPlaying = {
  zoneId: string;
  isPaired: boolean;
  online: boolean;
  state: PlaybackState | null;
  /** 0 to 16. */
  volume: number | null;
  source: Source | null;
  track: Track | null;
  /** Of the track, ISO, whole seconds; pauses are not taken off. */
  startedAt: string | null;
};

export type ZoneDetail = NowPlaying & {
  name: string;
  subscription: { isActive: boolean; state: SubscriptionState | null; activeUntil: string };
  /** What the account's settings allow; null: not said. */
  settings: { staffControl: boolean | null; volumeControl: boolean | null };
  device: {
    id: string;
    name: string;
    type: string;
    platform: string;
    softwareVersion: string;
    capabilities: string[];
  } | null;
  location: { id: string; name: string; timezone: string } | null;
  account: { id: string; name: string } | null;
};

export const readNowPlaying = async (client: Asking, zoneId: string): Promise<ReadOutcome<{ zone: NowPlaying }>> =>
  found(await client.ask(READ_PLAYING, { zone: zoneId }), 'soundZone', ({ soundZone }) =>
    soundZone ? { zone: playingOf(soundZone) } : undefined,
  );

export const readZone = async (client: Asking, zoneId: string): Promise<ReadOutcome<{ zone: ZoneDetail }>> =>
  found(await client.ask(READ_ZONE, { zone: zoneId }), 'soundZone', ({ soundZone }) =>
    soundZone ? { zone: detailOf(soundZone) } : undefined,
  );

/** Playlists and schedules in an account's library, a page at a time; `next` is null after the last. */
export const readLibrary = async (
  client: Asking,
  { accountId, after, items }: { accountId: string; after: string | null; items: number },
): Promise<ReadOutcome<{ sources: Source[]; next: string | null; total: number }>> =>
  found(await client.ask(READ_LIBRARY, { account: accountId, items, after }), 'account', ({ account }) => {
    const page = account?.library?.items;
    if (!page) return undefined;
    const { hasNextPage, endCursor } = page.pageInfo;
    const sources = page.edges.flatMap(({ node }) => sourceOf(node) ?? []);
    return { sources, next: hasNextPage && endCursor !== after ? endCursor : null, total: page.total };
  });

/** Soundtrack's own playlists that fit some words, in its order. */
export const searchPlaylists = async (
  client: Asking,
  { words, playlists }: { words: string; playlists: number },
): Promise<ReadOutcome<{ playlists: (Source & { description: string })[] }>> =>
  found(await client.ask(SEARCH_PLAYLISTS, { words, playlists }), 'search', ({ search }) => {
    const matches = search?.edges.flatMap(({ node }) => {
      const source = sourceOf(node);
      return source ? [{ ...source, description: node?.shortDescription ?? '' }] : [];
    });
    return matches && { playlists: matches };
  });

function found<Data, Found>(
  outcome: SoundtrackOutcome<Data>,
  field: string,
  find: (data: Data) => Found | undefined,
): ReadOutcome<Found> {
  if (outcome.kind !== 'answer') return outcome;
  const { data, errors, cost } = outcome;
  const it = find(data);
  const told = cost && { cost };
  if (it) return { kind: 'answer', ...it, ...told };
  return { kind: 'missing', failure: failureAt({ errors, path: [field] }), ...told };
}

const KINDS: Record<string, Source['kind']> = { Playlist: 'playlist', Schedule: 'schedule', Soundtrack: 'soundtrack' };

function sourceOf(node: { __typename: string; id?: string; name?: string } | null): Source | null {
  const kind = node ? KINDS[node.__typename] : undefined;
  return node?.id !== undefined && kind ? { kind, id: node.id, name: node.name ?? '' } : null;
}

function playingOf({ id, isPaired, online, playback, playFrom, nowPlaying }: PlayingZone): NowPlaying {
  const track = nowPlaying?.track ?? null;
  return {
    zoneId: id,
    isPaired,
    online,
    state: playback?.state ?? null,
    volume: playback?.volume ?? null,
    source: sourceOf(playFrom),
    track: track && {
      id: track.id,
      title: track.title,
      artists: (track.artists ?? []).map(({ name }) => name),
      album: track.album?.title ?? null,
      durationMs: track.durationMs,
    },
    startedAt: nowPlaying?.startedAt ?? null,
  };
}

const detailOf = (node: ZoneDetailNode): ZoneDetail => ({
  ...playingOf(node),
  name: node.name,
  subscription: node.subscription,
  settings: node.settings,
  device: node.device,
  location: node.location,
  account: node.account && { id: node.account.id, name: node.account.businessName },
});
