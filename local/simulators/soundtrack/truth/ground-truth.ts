import type { SimZone, ZoneState } from '../world.ts';

/** Who changed a zone: the script of the world, somebody at a control door, or a mutation of the API. */
export type Why = 'script' | 'door' | 'mutation';

/** A time in which a zone was really not as on an ordinary day; milliseconds since 1970, `to` null while it lasts. */
export type Spell = {
  zone: string;
  account: string;
  venue: string | null;
  state: ZoneState | 'removed';
  from: number;
  to: number | null;
  why: Why;
  /** In words: 'outage', 'closed', 'internet of the venue'. */
  because: string;
};
/** The same of its volume, which is no trouble of the zone itself. */
export type VolumeSpell = Omit<Spell, 'state'> & { volume: number; usual: number };

export type TruthQuery = { from: number; to: number; zone?: string; venue?: string };

/** What really happened, to hold against what somebody found out. */
export type GroundTruth = {
  /** Hears the zone's state after every change. */
  state(zone: SimZone, state: Spell['state'], why: Why, because: string): void;
  volume(zone: SimZone, why: Why, because: string): void;
  /** All spells that touch the time asked for, oldest first. */
  spells(query: TruthQuery): Spell[];
  volumes(query: TruthQuery): VolumeSpell[];
  clear(): void;
};

const MOST_SPELLS = 500_000;

export function createGroundTruth(clock: () => Date): GroundTruth {
  const states = createSpells<Spell>();
  const levels = createSpells<VolumeSpell>();
  const about = ({ id, account, location }: SimZone, why: Why, because: string) => {
    return { zone: id, account: account.id, venue: location.venueId, from: clock().getTime(), to: null, why, because };
  };
  return {
    state(zone, state, why, because) {
      if (states.openOf(zone.id)?.state === state) return;
      states.close(zone.id, clock().getTime());
      if (state !== zone.usual) states.open({ ...about(zone, why, because), state });
    },
    volume(zone, why, because) {
      const { volume, usualVolume: usual } = zone;
      if (levels.openOf(zone.id)?.volume === volume) return;
      levels.close(zone.id, clock().getTime());
      if (volume !== usual) levels.open({ ...about(zone, why, because), volume, usual });
    },
    spells: states.within,
    volumes: levels.within,
    clear() {
      states.clear();
      levels.clear();
    },
  };
}

type AnySpell = { zone: string; venue: string | null; from: number; to: number | null };

/** At most one spell a zone is open; those over are kept until there are too many. */
function createSpells<Of extends AnySpell>() {
  const current = new Map<string, Of>();
  let over: Of[] = [];
  return {
    openOf: (zone: string) => current.get(zone),
    open: (spell: Of) => void current.set(spell.zone, spell),
    close(zone: string, at: number) {
      const spell = current.get(zone);
      if (!spell) return;
      current.delete(zone);
      if (at > spell.from) over.push({ ...spell, to: at });
      if (over.length > MOST_SPELLS) over = over.slice(MOST_SPELLS / 10);
    },
    within({ from, to, zone, venue }: TruthQuery): Of[] {
      const fits = (spell: Of) =>
        spell.from < to &&
        (spell.to ?? Number.POSITIVE_INFINITY) > from &&
        (zone === undefined || spell.zone === zone) &&
        (venue === undefined || spell.venue === venue);
      return [...over, ...current.values()].filter(fits).sort((a, b) => a.from - b.from || (a.zone < b.zone ? -1 : 1));
    },
    clear() {
      current.clear();
      over = [];
    },
  };
}
