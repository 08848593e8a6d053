import type { Estate } from '../../../estate/estate.ts';
import { createRandom } from '../../random.ts';
import type { ZoneState } from '../world.ts';
import { poisson } from './draws.ts';
import { type Cast, HAPPENINGS, LONGEST_FLAP } from './happenings.ts';
import { closedTimes } from './opening-hours.ts';
import type { Rates } from './rates.ts';

/** Which zones: one of a venue by the estate's name for it, all of a venue, of a chain, or of an account of a venue. */
export type Target = { venue: string; zone?: string } | { chain: string };

/** Milliseconds since 1970. What is over at `until` is told when it begins: an event stands for its whole time. */
export type ScriptEvent = { id: string; at: number } & (
  | { kind: 'trouble'; until: number; on: Target; state: ZoneState; because: string; wholeAccount?: boolean }
  | { kind: 'volume'; until: number; on: Target; volume: number }
  | { kind: 'added'; on: Target; name: string }
  | { kind: 'removed'; on: Target }
  | { kind: 'renamed'; on: Target; name: string }
);

export type Script = {
  /** Everything that begins from `from` up to, not including, `to`, in order; the same however the time is cut. */
  events(from: number, to: number): ScriptEvent[];
};

const HOUR = 3_600_000;

/** What happens to an estate, by a seed and the time alone. */
export function scriptOf(estate: Estate, seed: string, rates: Rates, closingShare: number): Script {
  const venues = estate.venues.filter(({ zones }) => zones.some(({ state }) => state === 'playing'));
  const cast: Cast = {
    venues,
    zones: venues.flatMap((venue) =>
      venue.zones.filter(({ state }) => state === 'playing').map((zone) => ({ venue, zone })),
    ),
    chains: [...new Set(venues.flatMap(({ chain }) => chain ?? []))],
  };
  const closed = closedTimes(venues, seed, closingShare);

  /** Each hour is drawn by itself, so that nobody needs to know the hours before it. */
  const hour = (slot: number): ScriptEvent[] =>
    Object.entries(HAPPENINGS).flatMap(([kind, happen]) => {
      const random = createRandom(`${seed}:${kind}:${slot}`);
      const expected = ((rates[kind as keyof Rates] / 24) * cast.zones.length) / 1_000;
      const isPossible = cast.zones.length > 0 && (kind !== 'chain' || cast.chains.length > 0);
      return Array.from({ length: isPossible ? poisson(expected, random) : 0 }, (_, number) =>
        happen({ random, cast, at: Math.floor((slot + random.next()) * HOUR), id: `${kind}:${slot}:${number}` }),
      ).flat();
    });

  return {
    events(from, to) {
      const events: ScriptEvent[] = [];
      // A flap begins in its hour and goes on in later ones.
      const first = Math.floor((from - LONGEST_FLAP) / HOUR);
      for (let slot = first; slot * HOUR < to; slot++) events.push(...hour(slot), ...closed(slot * HOUR));
      return events.filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
  };
}
