import { shareOf } from '../account-names.ts';
import type { SimZone } from '../world.ts';
import type { SimSource, SimTrack } from './catalogue.ts';
import type { Libraries } from './libraries.ts';

export type Played = { track: SimTrack; startedAt: number; finishedAt: number };

/** What each zone plays, song by song. */
export type Players = {
  /** What is on. `startedAt` is when the song began; a pause within it does not move that. */
  current(zone: SimZone): { track: SimTrack; startedAt: number; progressMs: number };
  source(zone: SimZone): SimSource;
  assign(zone: SimZone, source: SimSource, immediate: boolean): void;
  skip(zone: SimZone, songs: number): void;
  queue(zone: SimZone, tracks: readonly SimTrack[], how: { immediate: boolean; clear: boolean }): void;
  pause(zone: SimZone): void;
  resume(zone: SimZone): void;
  /** Latest first. */
  history(zone: SimZone): readonly Played[];
  block(zone: SimZone, trackId: string): void;
  unblock(zone: SimZone, trackId: string): void;
  clear(): void;
};

type Player = {
  source: SimSource;
  /** Of `source.songs`. */
  at: number;
  track: SimTrack;
  startedAt: number;
  /** How long this song was paused. */
  heldMs: number;
  pausedAt: number | null;
  queue: SimTrack[];
  history: Played[];
  blocked: Set<string>;
};

const SONGS_REMEMBERED = 20;
const SONGS_BEFORE = 5;

export function createPlayers(libraries: Libraries, clock: () => Date): Players {
  const players = new Map<string, Player>();
  const now = () => clock().getTime();

  const next = (player: Player, at: number) => {
    player.history.unshift({ track: player.track, startedAt: player.startedAt, finishedAt: at });
    player.history.length = Math.min(player.history.length, SONGS_REMEMBERED);
    const { songs } = player.source;
    for (let tries = 0; tries <= songs.length; tries++) {
      const queued = player.queue.shift();
      if (!queued) player.at = (player.at + 1) % songs.length;
      player.track = queued ?? songs[player.at] ?? songs[0];
      if (!player.blocked.has(player.track.id)) break;
    }
    player.startedAt = at;
    player.heldMs = 0;
    if (player.pausedAt !== null) player.pausedAt = at;
  };

  /** The zone's player, brought up to now. */
  const of = (zone: SimZone): Player => {
    const player = players.get(zone.id) ?? atFirst(zone, libraries.usualSourceOf(zone), now());
    players.set(zone.id, player);
    const until = player.pausedAt ?? now();
    const around = player.source.songs.reduce((sum, { durationMs }) => sum + durationMs, 0);
    // Whole rounds through the playlist change nothing but the time.
    const rounds = player.queue.length > 0 ? 0 : Math.floor((until - player.startedAt - player.heldMs) / around);
    if (rounds > 1) player.startedAt += (rounds - 1) * around;
    for (let end = endOf(player); end <= until; end = endOf(player)) next(player, end);
    return player;
  };

  return {
    current(zone) {
      const { track, startedAt, heldMs, pausedAt } = of(zone);
      return { track, startedAt, progressMs: (pausedAt ?? now()) - startedAt - heldMs };
    },
    source: (zone) => of(zone).source,
    assign(zone, source, immediate) {
      const player = of(zone);
      player.source = source;
      player.at = source.songs.length - 1;
      if (immediate) next(player, now());
    },
    skip(zone, songs) {
      const player = of(zone);
      for (let count = 0; count < songs; count++) next(player, now());
    },
    queue(zone, tracks, { immediate, clear }) {
      const player = of(zone);
      player.queue = immediate
        ? [...tracks, ...(clear ? [] : player.queue)]
        : [...(clear ? [] : player.queue), ...tracks];
      if (immediate) next(player, now());
    },
    pause(zone) {
      const player = of(zone);
      player.pausedAt ??= now();
    },
    resume(zone) {
      const player = of(zone);
      if (player.pausedAt !== null) player.heldMs += now() - player.pausedAt;
      player.pausedAt = null;
    },
    history: (zone) => of(zone).history,
    block(zone, trackId) {
      const player = of(zone);
      player.blocked.add(trackId);
      if (player.track.id === trackId) next(player, now());
    },
    unblock: (zone, trackId) => void of(zone).blocked.delete(trackId),
    clear: () => players.clear(),
  };
}

const endOf = ({ track, startedAt, heldMs }: Player) => startedAt + heldMs + track.durationMs;

/** Where a zone that has always played is in its playlist, by the clock alone. */
function atFirst(zone: SimZone, source: SimSource, now: number): Player {
  const around = source.songs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  let ago = (now + Math.floor(shareOf(`phase:${zone.id}`) * around)) % around;
  let at = 0;
  for (; ago >= (source.songs[at]?.durationMs ?? Number.POSITIVE_INFINITY); at++)
    ago -= source.songs[at]?.durationMs ?? 0;
  return {
    source,
    at,
    track: source.songs[at] ?? source.songs[0],
    startedAt: now - ago,
    heldMs: 0,
    pausedAt: zone.state === 'paused' ? now : null,
    queue: [],
    history: before(source, at, now - ago),
    blocked: new Set(),
  };
}

function before({ songs }: SimSource, at: number, until: number): Played[] {
  const played: Played[] = [];
  let finishedAt = until;
  for (let ago = 1; ago <= SONGS_BEFORE; ago++) {
    const track = songs[(at - ago + songs.length * ago) % songs.length] ?? songs[0];
    played.push({ track, startedAt: finishedAt - track.durationMs, finishedAt });
    finishedAt -= track.durationMs;
  }
  return played;
}
