import type { Estate } from '../../estate/estate.ts';
import type { MutationLog } from './control/mutation-log.ts';
import { createLivingZones } from './living-zones.ts';
import { createLibraries } from './music/libraries.ts';
import { createPlayers } from './music/players.ts';
import type { Stage } from './scene.ts';
import type { GroundTruth } from './truth/ground-truth.ts';
import type { SimZone } from './world.ts';
import { soundtrackWorldOf } from './world-of-estate.ts';

export type StageParts = {
  estate: Estate;
  clock: () => Date;
  truth: GroundTruth;
  mutations: MutationLog;
  changed(zone: SimZone): void;
};

/** The world of an estate as on an ordinary day, ready to be changed. */
export function createStage({ estate, clock, truth, mutations, changed }: StageParts): Stage {
  const world = soundtrackWorldOf(estate);
  const libraries = createLibraries();
  const players = createPlayers(libraries, clock);
  const living = createLivingZones({
    world,
    truth,
    changed(zone, before) {
      if (zone.state === 'paused') players.pause(zone);
      else if (before === 'paused') players.resume(zone);
      changed(zone);
    },
  });
  return {
    world,
    living,
    libraries,
    players,
    mutations,
    orders: new Map(),
    preferences: new Map(),
    blocked: new Map(),
  };
}
