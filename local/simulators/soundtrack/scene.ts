import type { Json } from '../json.ts';
import type { MutationLog } from './control/mutation-log.ts';
import type { Viewer } from './credentials.ts';
import type { LivingZones } from './living-zones.ts';
import type { Libraries } from './music/libraries.ts';
import type { Players } from './music/players.ts';
import type { FaultName, SoundtrackFaults } from './settings.ts';
import type { SimZone, World } from './world.ts';

export type BlockedTrack = { trackId: string } & Json;

/** All there is behind the API: the world and what became of it since it was made. */
export type Stage = {
  world: World;
  living: LivingZones;
  libraries: Libraries;
  players: Players;
  /** By zone: the order in which its songs come, where it was ever set. */
  orders: Map<string, string>;
  /** By zone: the settings somebody changed. */
  preferences: Map<string, Json>;
  blocked: Map<string, BlockedTrack[]>;
  mutations: MutationLog;
};

/** What a request may look at while it is answered. */
export type Scene = Stage & {
  viewer: Viewer;
  pageLimit: number;
  /** Soundtrack's own clock, which may be wrong. */
  clock: () => Date;
  /** The time it really is. */
  truly: () => Date;
  /** Does what a player does after the answer. */
  react(work: () => void): void;
  /** Whether a fault strikes here: one that names things strikes no others. */
  strikes(name: FaultName, field?: 'account' | 'zone', id?: string): boolean;
  /** A zone that is for now in no list and under no id. */
  isVanished(zone: SimZone): boolean;
  setting(name: FaultName): Json | undefined;
};

/** The part of a scene that faults decide; nothing is asked of those that are off. */
export function faultsOnScene(faults: SoundtrackFaults): Pick<Scene, 'strikes' | 'isVanished' | 'setting'> {
  const active = faults.active();
  const strikes: Scene['strikes'] = (name, field, id) => {
    const settings = active[name];
    if (!settings) return false;
    const named = field && settings[field];
    return (named === undefined || [named].flat().some((one) => one === id)) && faults.strike(name) !== undefined;
  };
  return {
    strikes,
    isVanished: (zone) => active.zoneVanished !== undefined && strikes('zoneVanished', 'zone', zone.id),
    setting: (name) => active[name],
  };
}
