import { type Asking, pause, play, readNowPlaying } from '../../clients/soundtrack/index.ts';
import { patientSoundtrack } from '../../clients/soundtrack/patient-soundtrack.ts';
import type { Clock, Sleep } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Meter } from '../../runtime/metrics.ts';
import { outsideCall } from '../../runtime/resilience/outside-call.ts';
import type { BreakerStore } from '../../runtime/resilience/shared-breaker.ts';
import { SOUNDTRACK } from '../soundtrack-source.ts';
import type { CanaryPorts } from './exercise-canary.ts';
import { playerOf } from './seen.ts';

const PATIENCE_SECONDS = 30;
/** Calls are counted where the pollers make them. */
const SILENT: Meter = { count: () => {}, milliseconds: () => {}, level: () => {}, flush: () => {} };

type Parts = { breakers: BreakerStore; clock: Clock; sleep: Sleep; log: Log };

/** The player of one zone. */
export function playerOnSoundtrack(direct: Asking, zoneId: string, parts: Parts): CanaryPorts['player'] {
  const { clock } = parts;
  const outside = outsideCall(SOUNDTRACK, { ...parts, meter: SILENT });
  const orders = { pause, play };
  return {
    async look() {
      const deadline = new Date(clock().getTime() + PATIENCE_SECONDS * 1000);
      return playerOf(await readNowPlaying(patientSoundtrack(direct, { outside, clock, deadline }), zoneId));
    },
    // Directly: whoever tries again in our place could pause twice.
    order: (what) => orders[what](direct, zoneId),
  };
}
