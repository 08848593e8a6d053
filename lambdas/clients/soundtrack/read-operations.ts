import * as z from 'zod';
import type { Operation } from './client.ts';
import { PageInfo } from './operations.ts';
import { PlaybackStateText, SubscriptionStateText } from './states.ts';

const text = z.string();
const Source = z.object({ __typename: text, id: text.optional(), name: text.optional() }).nullable();
const NowPlaying = z
  .object({
    startedAt: text.nullable(),
    track: z
      .object({
        id: text,
        title: text,
        durationMs: z.number().nullable(),
        artists: z.array(z.object({ name: text })).nullable(),
        album: z.object({ title: text }).nullable(),
      })
      .nullable(),
  })
  .nullable();
const Playback = z.object({ state: PlaybackStateText.nullable(), volume: z.number().nullable() }).nullable();
const Settings = z.object({ staffControl: z.boolean().nullable(), volumeControl: z.boolean().nullable() });

const PLAYING = `playback { state volume }
    playFrom { __typename ... on Playlist { id name } ... on Schedule { id name } ... on Soundtrack { id name } }
    nowPlaying { startedAt track { id title durationMs artists { name } album { title } } }`;

const PlayingZone = z.object({
  id: text,
  isPaired: z.boolean(),
  online: z.boolean(),
  playback: Playback,
  playFrom: Source,
  nowPlaying: NowPlaying,
});
export type PlayingZone = z.infer<typeof PlayingZone>;

const ZoneDetailNode = PlayingZone.extend({
  name: text,
  subscription: z.object({ isActive: z.boolean(), state: SubscriptionStateText, activeUntil: text }),
  settings: Settings,
  device: z
    .object({ id: text, name: text, type: text, platform: text, softwareVersion: text, capabilities: z.array(text) })
    .nullable(),
  location: z.object({ id: text, name: text, timezone: text }).nullable(),
  account: z.object({ id: text, businessName: text }).nullable(),
});
export type ZoneDetailNode = z.infer<typeof ZoneDetailNode>;

export const READ_PLAYING: Operation<{ zone: string }, { soundZone: PlayingZone | null }> = {
  name: 'ReadPlaying',
  text: `query ReadPlaying($zone: ID!) {
  soundZone(id: $zone) {
    id isPaired online
    ${PLAYING}
  }
}`,
  data: z.object({ soundZone: PlayingZone.nullable() }),
};

export const READ_ZONE: Operation<{ zone: string }, { soundZone: ZoneDetailNode | null }> = {
  name: 'ReadZone',
  text: `query ReadZone($zone: ID!) {
  soundZone(id: $zone) {
    id name isPaired online
    ${PLAYING}
    subscription { isActive state activeUntil }
    settings { staffControl volumeControl }
    device { id name type platform softwareVersion capabilities }
    location { id name timezone }
    account { id businessName }
  }
}`,
  data: z.object({ soundZone: ZoneDetailNode.nullable() }),
};

const LibraryItem = z.object({ __typename: text, id: text.optional(), name: text.optional() });
const LibraryPage = z.object({
  total: z.number(),
  pageInfo: PageInfo,
  edges: z.array(z.object({ node: LibraryItem.nullable() })),
});
export const READ_LIBRARY: Operation<
  { account: string; items: number; after: string | null },
  { account: { id: string; library: { items: z.infer<typeof LibraryPage> | null } | null } | null }
> = {
  name: 'ReadLibrary',
  text: `query ReadLibrary($account: ID!, $items: Int!, $after: String) {
  account(id: $account) {
    id
    library {
      items(first: $items, after: $after, query: { kinds: [PLAYLIST, SCHEDULE] }) {
        total
        pageInfo { hasNextPage endCursor }
        edges { node { __typename ... on Playlist { id name } ... on Schedule { id name } } }
      }
    }
  }
}`,
  data: z.object({
    account: z.object({ id: text, library: z.object({ items: LibraryPage.nullable() }).nullable() }).nullable(),
  }),
};

const FoundPage = z.object({
  pageInfo: PageInfo,
  edges: z.array(
    z.object({
      node: z
        .object({ __typename: text, id: text.optional(), name: text.optional(), shortDescription: text.optional() })
        .nullable(),
    }),
  ),
});
export const SEARCH_PLAYLISTS: Operation<
  { words: string; playlists: number },
  { search: z.infer<typeof FoundPage> | null }
> = {
  name: 'SearchPlaylists',
  text: `query SearchPlaylists($words: String!, $playlists: Int!) {
  search(query: $words, type: playlist, first: $playlists) {
    pageInfo { hasNextPage endCursor }
    edges { node { __typename ... on Playlist { id name shortDescription } } }
  }
}`,
  data: z.object({ search: FoundPage.nullable() }),
};

/** What the product reads for a person who asks; tests check each against the published schema. */
export const READS = [READ_PLAYING, READ_ZONE, READ_LIBRARY, SEARCH_PLAYLISTS] as const;
