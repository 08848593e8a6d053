import type { Json } from '../../json.ts';
import { forbidden, invalidValue, notFound } from '../errors.ts';
import { kindOfId } from '../ids.ts';
import { TRACKS } from '../music/catalogue.ts';
import type { Scene } from '../scene.ts';
import type { SimZone } from '../world.ts';
import { takesOrders } from '../zone-facts.ts';

type Mutate = (input: Json, scene: Scene) => Json;

const IN_ORDER = ['AUTO', 'LINEAR', 'SHUFFLE', 'SMART_SHUFFLE'];

/** The zone, as far as the credential may know of it. */
function zoneOf(scene: Scene, id: unknown, field = 'soundZone'): SimZone {
  const zone = scene.world.find(String(id));
  if (zone?.__typename === 'SoundZone' && !scene.isVanished(zone)) {
    if (!scene.viewer.sees(zone.account)) throw forbidden();
    return zone;
  }
  if (kindOfId(String(id)) === undefined) throw invalidValue(field, 'invalid id format');
  throw notFound();
}

/** The zone if its player takes orders now; Soundtrack says no more than 'Not found' of one that does not. */
function playerOf(scene: Scene, id: unknown, field = 'soundZone'): SimZone {
  const zone = zoneOf(scene, id, field);
  if (!takesOrders(zone)) throw notFound();
  return zone;
}

/** The player reacts after the answer, and not at all when it was lost in between. */
function soon(scene: Scene, zone: SimZone, work: () => void): void {
  scene.react(() => {
    if (takesOrders(zone) && scene.world.find(zone.id) === zone) work();
  });
}

function sourceOf({ libraries }: Scene, id: unknown) {
  const source = libraries.find(String(id));
  if (source) return source;
  if (kindOfId(String(id)) === undefined) throw invalidValue('source', 'invalid id format');
  throw notFound();
}

function trackOf(id: unknown, field: string) {
  const track = TRACKS.find((one) => one.id === id);
  if (track) return track;
  if (kindOfId(String(id)) === undefined) throw invalidValue(field, 'invalid id format');
  throw notFound();
}

const answered = ({ clientMutationId, soundZone }: Json): Json => ({ clientMutationId, status: 'ok', soundZone });

const setPlaying =
  (state: 'playing' | 'paused'): Mutate =>
  (input, scene) => {
    const zone = playerOf(scene, input.soundZone);
    soon(scene, zone, () => scene.living.set(zone, state, 'mutation', state === 'paused' ? 'pause' : 'play'));
    return answered(input);
  };

const skip: Mutate = (input, scene) => {
  const songs = input.tracksToSkip ?? 1;
  if (typeof songs !== 'number' || songs < 1) throw invalidValue('tracksToSkip', 'must be at least 1');
  const zone = playerOf(scene, input.soundZone);
  soon(scene, zone, () => scene.players.skip(zone, songs));
  return answered(input);
};

/** What a mutation does, by its name; each gets its `input`. */
export const MUTATIONS: Record<string, Mutate> = {
  play: setPlaying('playing'),
  pause: setPlaying('paused'),
  skipTrack: skip,
  skipTracks: skip,
  setVolume(input, scene) {
    const { volume } = input;
    const isLevel = typeof volume === 'number' && Number.isInteger(volume) && volume >= 0 && volume <= 16;
    if (!isLevel) throw invalidValue('volume', 'must be a whole number between 0 and 16');
    const zone = playerOf(scene, input.soundZone);
    soon(scene, zone, () => scene.living.volume(zone, volume, 'mutation', 'set'));
    return { ...answered(input), volume };
  },
  soundZoneAssignSource({ soundZones, source: id, immediate }, scene) {
    const zones = (soundZones as unknown[]).map((zone) => playerOf(scene, zone, 'soundZones'));
    const source = sourceOf(scene, id);
    for (const zone of zones) soon(scene, zone, () => scene.players.assign(zone, source, immediate === true));
    return { soundZones, source };
  },
  setPlayFrom({ soundZone, source: id, clientMutationId }, scene) {
    const zone = playerOf(scene, soundZone);
    const source = sourceOf(scene, id);
    soon(scene, zone, () => scene.players.assign(zone, source, false));
    return { playFrom: source, clientMutationId };
  },
  soundZoneQueueTracks({ soundZone, tracks, immediate, clearQueuedTracks }, scene) {
    const zone = playerOf(scene, soundZone);
    if (zone.account.plan !== 'UNLIMITED') throw forbidden();
    const songs = (tracks as unknown[]).map((track) => trackOf(track, 'tracks'));
    const how = { immediate: immediate === true, clear: clearQueuedTracks === true };
    soon(scene, zone, () => scene.players.queue(zone, songs, how));
    return { status: 'ok' };
  },
  soundZoneClearQueuedTracks({ soundZone }, scene) {
    const zone = playerOf(scene, soundZone);
    soon(scene, zone, () => scene.players.queue(zone, [], { immediate: false, clear: true }));
    return { status: 'ok' };
  },
  soundZoneSetPlaybackOrder({ soundZone, playbackOrder }, scene) {
    const zone = playerOf(scene, soundZone);
    soon(scene, zone, () => scene.orders.set(zone.id, String(playbackOrder)));
    return { status: 'ok', playbackOrder, availablePlaybackOrders: IN_ORDER };
  },
  soundZoneUpdateSettings({ soundZones, settings }, scene) {
    const zones = (soundZones as unknown[]).map((zone) => zoneOf(scene, zone, 'soundZones'));
    for (const { id } of zones) {
      scene.preferences.set(id, { ...scene.preferences.get(id), ...(settings as Json) });
    }
    return { soundZones, settings };
  },
  blockTrack({ parent, source, reasons, playFrom }, scene) {
    const zone = zoneOf(scene, parent, 'parent');
    const track = trackOf(source, 'source');
    const from = playFrom == null ? null : sourceOf(scene, playFrom);
    const at = scene.clock().toISOString();
    const blockedTrack = {
      id: `${zone.id}${track.id}`,
      name: at,
      trackId: track.id,
      track,
      at,
      reasons,
      playFrom: from,
    };
    scene.blocked.set(zone.id, [
      blockedTrack,
      ...(scene.blocked.get(zone.id) ?? []).filter(({ trackId }) => trackId !== track.id),
    ]);
    soon(scene, zone, () => scene.players.block(zone, track.id));
    return { parent, source, blockedTrack };
  },
  unblockTrack({ parent, source }, scene) {
    const zone = zoneOf(scene, parent, 'parent');
    const { id } = trackOf(source, 'source');
    scene.blocked.set(
      zone.id,
      (scene.blocked.get(zone.id) ?? []).filter(({ trackId }) => trackId !== id),
    );
    scene.players.unblock(zone, id);
    return { parent, source };
  },
};
