import type { Asking } from './client.ts';
import {
  ASSIGN_SOURCE,
  BLOCK_TRACK,
  type BlockReason,
  PAUSE,
  PLAY,
  QUEUE_TRACKS,
  SET_VOLUME,
  SKIP_TRACK,
} from './control-operations.ts';
import { type ControlOutcome, controlOutcome } from './control-outcome.ts';

// Each is one request, never repeated here: what may have run is only safe to repeat after a look.

type OfZone = { zoneId: string };
const ofZone = {
  notFound: 'not-controllable',
  done: ({ soundZone }: { soundZone: string }) => ({ zoneId: soundZone }),
} as const;

/** Goes on playing what the zone is assigned. */
export const play = async (client: Asking, zoneId: string): Promise<ControlOutcome<OfZone>> =>
  controlOutcome(await client.ask(PLAY, { input: { soundZone: zoneId } }), 'play', ofZone);

export const pause = async (client: Asking, zoneId: string): Promise<ControlOutcome<OfZone>> =>
  controlOutcome(await client.ask(PAUSE, { input: { soundZone: zoneId } }), 'pause', ofZone);

export const skipTrack = async (client: Asking, zoneId: string): Promise<ControlOutcome<OfZone>> =>
  controlOutcome(await client.ask(SKIP_TRACK, { input: { soundZone: zoneId } }), 'skipTrack', ofZone);

/** `volume`: 0 to 16, whole; the answer holds the level that was taken. */
export const setVolume = async (
  client: Asking,
  { zoneId, volume }: { zoneId: string; volume: number },
): Promise<ControlOutcome<OfZone & { volume: number }>> =>
  controlOutcome(await client.ask(SET_VOLUME, { input: { soundZone: zoneId, volume } }), 'setVolume', {
    notFound: 'not-controllable',
    done: (payload) => ({ zoneId: payload.soundZone, volume: payload.volume }),
  });

/** Lets zones play a playlist or schedule, after the current song unless `immediate`. `zoneIds` are those that took it. */
export const assignSource = async (
  client: Asking,
  { zoneIds, sourceId, immediate }: { zoneIds: readonly string[]; sourceId: string; immediate?: boolean },
): Promise<ControlOutcome<{ zoneIds: string[]; source: { id?: string; name?: string } }>> =>
  controlOutcome(
    await client.ask(ASSIGN_SOURCE, {
      input: { soundZones: zoneIds, source: sourceId, ...(immediate !== undefined && { immediate }) },
    }),
    'soundZoneAssignSource',
    { notFound: 'not-found', done: ({ soundZones, source }) => ({ zoneIds: soundZones, source }) },
  );

/** Never plays a track in a zone again. `playFromId`: only while that source plays. */
export const blockTrack = async (
  client: Asking,
  asked: { zoneId: string; trackId: string; reasons: readonly BlockReason[]; playFromId?: string },
): Promise<ControlOutcome<OfZone & { trackId: string }>> => {
  const { zoneId, trackId, reasons, playFromId } = asked;
  const input = { parent: zoneId, source: trackId, reasons, ...(playFromId && { playFrom: playFromId }) };
  return controlOutcome(await client.ask(BLOCK_TRACK, { input }), 'blockTrack', {
    notFound: 'not-found',
    done: (payload) => ({ zoneId: payload.parent, trackId: payload.source }),
  });
};

/** Plays these tracks next; needs the Unlimited plan. `clearQueued`: instead of those that wait already. */
export const queueTracks = async (
  client: Asking,
  asked: { zoneId: string; trackIds: readonly string[]; immediate?: boolean; clearQueued?: boolean },
): Promise<ControlOutcome<OfZone>> => {
  const { zoneId, trackIds, immediate, clearQueued } = asked;
  const input = {
    soundZone: zoneId,
    tracks: trackIds,
    ...(immediate !== undefined && { immediate }),
    ...(clearQueued !== undefined && { clearQueuedTracks: clearQueued }),
  };
  return controlOutcome(await client.ask(QUEUE_TRACKS, { input }), 'soundZoneQueueTracks', {
    notFound: 'not-found',
    done: () => ({ zoneId }),
  });
};
