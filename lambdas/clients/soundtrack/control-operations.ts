import * as z from 'zod';
import type { Operation } from './client.ts';

/** Why a track is never to be played again. */
export type BlockReason = 'bad_context' | 'dislike' | 'explicit' | 'other' | 'playback';

const payloadOf = <Name extends string, Payload>(name: Name, payload: z.ZodType<Payload>) =>
  z.object({ [name]: payload.nullable() }) as unknown as z.ZodType<Record<Name, Payload | null>>;

const mutation = <Name extends string, Input, Payload>(
  name: Name,
  inputType: string,
  fields: string,
  payload: z.ZodType<Payload>,
): Operation<{ input: Input }, Record<Name, Payload | null>> => {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return {
    name: title,
    text: `mutation ${title}($input: ${inputType}!) { ${name}(input: $input) { ${fields} } }`,
    data: payloadOf(name, payload),
  };
};

const OfZone = z.object({ soundZone: z.string() });
type OfZone = z.infer<typeof OfZone>;

export const PLAY = mutation<'play', { soundZone: string }, OfZone>('play', 'PlayInput', 'soundZone', OfZone);
export const PAUSE = mutation<'pause', { soundZone: string }, OfZone>('pause', 'PauseInput', 'soundZone', OfZone);
export const SKIP_TRACK = mutation<'skipTrack', { soundZone: string }, OfZone>(
  'skipTrack',
  'SkipTrackInput',
  'soundZone',
  OfZone,
);

const VolumeSet = z.object({ soundZone: z.string(), volume: z.number() });
export const SET_VOLUME = mutation<'setVolume', { soundZone: string; volume: number }, z.infer<typeof VolumeSet>>(
  'setVolume',
  'SetVolumeInput',
  'soundZone volume',
  VolumeSet,
);

const SourceAssigned = z.object({
  soundZones: z.array(z.string()),
  source: z.object({ id: z.string().optional(), name: z.string().optional() }),
});
export const ASSIGN_SOURCE = mutation<
  'soundZoneAssignSource',
  { soundZones: readonly string[]; source: string; immediate?: boolean },
  z.infer<typeof SourceAssigned>
>(
  'soundZoneAssignSource',
  'SoundZoneAssignSourceInput',
  'soundZones source { ... on Playlist { id name } ... on Schedule { id name } ... on Soundtrack { id name } }',
  SourceAssigned,
);

const TrackBlocked = z.object({ parent: z.string(), source: z.string() });
export const BLOCK_TRACK = mutation<
  'blockTrack',
  { parent: string; source: string; playFrom?: string; reasons: readonly BlockReason[] },
  z.infer<typeof TrackBlocked>
>('blockTrack', 'BlockTrackInput', 'parent source', TrackBlocked);

// A field has to be asked for and there is no other; no source tells its values, so nothing depends on them.
const TracksQueued = z.object({ status: z.string().nullable() });
export const QUEUE_TRACKS = mutation<
  'soundZoneQueueTracks',
  { soundZone: string; tracks: readonly string[]; immediate?: boolean; clearQueuedTracks?: boolean },
  z.infer<typeof TracksQueued>
>('soundZoneQueueTracks', 'SoundZoneQueueTracksInput', 'status', TracksQueued);

/** Every change that the product makes; tests check each against the published schema. */
export const MUTATIONS = [PLAY, PAUSE, SKIP_TRACK, SET_VOLUME, ASSIGN_SOURCE, BLOCK_TRACK, QUEUE_TRACKS] as const;
