import type { Estate } from '../../estate/estate.ts';
import type { Json } from '../json.ts';
import { shareOf } from './account-names.ts';
import type { Later } from './later.ts';
import type { LivingZones } from './living-zones.ts';
import { type SimZone, type World, ZONE_STATES } from './world.ts';

export type BreakParts = {
  estate: Estate;
  later: Later;
  stage(): { world: World; living: LivingZones };
  clock: () => Date;
};

const MOST_IDS = 1_000;

/**
 * `POST /_sim/break {venue | chain | account | zone | share, state, seconds?}`: many zones at once into one state, or
 * with `mend` back to what is usual. After `seconds` they mend by themselves, but for those somebody touched since.
 */
export function createBreakDoor({ estate, later, stage, clock }: BreakParts) {
  const broken = new Map<SimZone, symbol>();
  let draws = 0;

  const among = ({ venue, chain, account, zone, share }: Json): readonly SimZone[] | { problem: string } => {
    const { world } = stage();
    const given = [venue, chain, account, zone, share].filter((one) => one !== undefined);
    if (given.length !== 1)
      return { problem: "one of 'venue', 'chain', 'account', 'zone' or 'share' says which zones" };
    if (share !== undefined) {
      if (typeof share !== 'number' || share <= 0 || share > 1) return { problem: "'share' is above 0, at most 1" };
      const draw = ++draws;
      return [...world.zones()].filter(({ id, usual }) => usual === 'playing' && shareOf(`${draw}:${id}`) < share);
    }
    if (zone !== undefined) return things(zone, (id) => [world.find(id)].flatMap((one) => (isZone(one) ? [one] : [])));
    if (account !== undefined) return things(account, (id) => zonesOfAccount(world, id));
    if (venue !== undefined) return things(venue, (id) => world.zonesOfVenue(id));
    const venues = estate.venues.filter((one) => one.chain === chain);
    return venues.length > 0
      ? venues.flatMap(({ id }) => world.zonesOfVenue(id))
      : { problem: `no such chain: ${chain}` };
  };

  return (body: Json): { problem: string } | Json => {
    const zones = among(body);
    if ('problem' in zones) return zones;
    const { state, seconds } = body;
    const isMend = state === 'mend' || body.mend === true;
    const wanted = ZONE_STATES.find((one) => one === state);
    if (!isMend && !wanted) return { problem: `'state' is 'mend' or one of ${ZONE_STATES.join(', ')}` };
    if (seconds !== undefined && (typeof seconds !== 'number' || seconds <= 0))
      return { problem: "'seconds' is above 0" };
    const mark = Symbol('break');
    for (const zone of zones) {
      const { living } = stage();
      if (wanted) living.set(zone, wanted, 'door', 'break');
      else living.mend(zone, 'door');
      if (wanted) broken.set(zone, mark);
      else broken.delete(zone);
    }
    if (wanted && typeof seconds === 'number') {
      later.after(seconds * 1_000, () => {
        const { world, living } = stage();
        const mine = zones.filter((zone) => broken.get(zone) === mark && zone.state === wanted);
        for (const zone of mine) {
          broken.delete(zone);
          if (world.find(zone.id) === zone) living.mend(zone, 'door');
        }
      });
    }
    return {
      zones: zones.length,
      state: wanted ?? 'mend',
      until: wanted && typeof seconds === 'number' ? new Date(clock().getTime() + seconds * 1_000).toISOString() : null,
      ids: zones.slice(0, MOST_IDS).map(({ id }) => id),
    };
  };
}

const isZone = (thing: ReturnType<World['find']>): thing is SimZone => thing?.__typename === 'SoundZone';

/** By id, or by name as people see it. */
function zonesOfAccount(world: World, wanted: string): readonly SimZone[] {
  const found = world.find(wanted);
  if (found?.__typename === 'Account') return found.zones;
  return world.accounts().find(({ name }) => name === wanted)?.zones ?? [];
}

function things(ids: unknown, of: (id: string) => readonly SimZone[]): readonly SimZone[] | { problem: string } {
  const zones: SimZone[] = [];
  for (const id of [ids].flat()) {
    const found = of(String(id));
    if (found.length === 0) return { problem: `nothing is called ${id}` };
    zones.push(...found);
  }
  return zones;
}
