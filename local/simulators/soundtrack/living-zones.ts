import type { GroundTruth, Why } from './truth/ground-truth.ts';
import type { SimZone, World, ZoneState } from './world.ts';

/** Something that keeps a zone from its usual self until it is over. Several may lie on one zone. */
export type Trouble = { state: ZoneState; because: string };

/** The only place that changes zones, so that nothing happens that the ground truth does not hear of. */
export type LivingZones = {
  /** The last word of a person: the zone is so, whatever the script had in mind. */
  set(zone: SimZone, state: ZoneState, why: Why, because: string): void;
  trouble(zone: SimZone, id: string, trouble: Trouble): void;
  over(zone: SimZone, id: string): void;
  /** Back to its usual state and volume. */
  mend(zone: SimZone, why: Why): void;
  volume(zone: SimZone, volume: number, why: Why, because: string): void;
  remove(zone: SimZone, why: Why): void;
};

export type LivingParts = {
  world: Pick<World, 'remove'>;
  truth: GroundTruth;
  /** Told after a change; `before` is the state it had. */
  changed(zone: SimZone, before: ZoneState): void;
};

export function createLivingZones({ world, truth, changed }: LivingParts): LivingZones {
  const own = new Map<SimZone, Trouble & { why: Why }>();
  const troubles = new Map<SimZone, Map<string, Trouble>>();

  const settle = (zone: SimZone, why: Why, because: string) => {
    const before = zone.state;
    const reasons = [
      ...[...(troubles.get(zone)?.values() ?? [])].map((trouble) => ({ ...trouble, why: 'script' as Why })),
      own.get(zone) ?? { state: zone.usual, why, because },
    ];
    zone.state = together(reasons.map(({ state }) => state));
    const cause = reasons.find(({ state }) => state === zone.state) ?? reasons[0];
    truth.state(zone, zone.state, cause?.why ?? why, cause?.because ?? because);
    if (before !== zone.state) changed(zone, before);
  };

  return {
    set(zone, state, why, because) {
      troubles.delete(zone);
      if (state === zone.usual) own.delete(zone);
      else own.set(zone, { state, why, because });
      settle(zone, why, because);
    },
    trouble(zone, id, trouble) {
      const on = troubles.get(zone) ?? new Map<string, Trouble>();
      troubles.set(zone, on.set(id, trouble));
      settle(zone, 'script', trouble.because);
    },
    over(zone, id) {
      const on = troubles.get(zone);
      if (!on?.delete(id)) return;
      if (on.size === 0) troubles.delete(zone);
      settle(zone, 'script', id);
    },
    mend(zone, why) {
      troubles.delete(zone);
      own.delete(zone);
      settle(zone, why, 'mended');
      this.volume(zone, zone.usualVolume, why, 'mended');
    },
    volume(zone, volume, why, because) {
      if (zone.volume === volume) return;
      zone.volume = volume;
      truth.volume(zone, why, because);
      changed(zone, zone.state);
    },
    remove(zone, why) {
      troubles.delete(zone);
      own.delete(zone);
      world.remove(zone);
      truth.state(zone, 'removed', why, 'removed');
    },
  };
}

/** Worst first: what hides everything else about a zone. */
const SEVERITY: readonly ZoneState[] = [
  'unpaired',
  'subscription-expired-offline',
  'subscription-expired',
  'offline',
  'not-reporting',
  'paused',
  'playing',
];

function together(states: readonly ZoneState[]): ZoneState {
  const worst = SEVERITY.find((state) => states.includes(state)) ?? 'playing';
  return worst === 'subscription-expired' && states.includes('offline') ? 'subscription-expired-offline' : worst;
}
