import type { Estate, EstateVenue, EstateZone } from '../../../estate/estate.ts';
import { createRandom, type Random } from '../../random.ts';
import type { ZoneState } from '../world.ts';
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

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Cast = {
  zones: readonly { venue: EstateVenue; zone: EstateZone }[];
  venues: readonly EstateVenue[];
  chains: readonly string[];
};
type Draw = { random: Random; cast: Cast; at: number; id: string };
type Happening = (draw: Draw) => ScriptEvent[];

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

const trouble = (
  { at, id }: Draw,
  on: Target,
  state: ZoneState,
  milliseconds: number,
  because: string,
): ScriptEvent => ({ kind: 'trouble', id, at, until: at + Math.round(milliseconds), on, state, because });

const aZone = ({ random, cast }: Draw): { venue: string; zone: string } => {
  const { venue, zone } = one(cast.zones, random);
  return { venue: venue.id, zone: zone.id };
};
const aVenue = ({ random, cast }: Draw): Target => ({ venue: one(cast.venues, random).id });

const FLAPS = { least: 5, most: 11, outMinutes: 4, inMinutes: 6 };
const LONGEST_FLAP = 3 * HOUR;

const HAPPENINGS: Record<keyof Rates, Happening> = {
  outage: (draw) => [
    trouble(draw, aZone(draw), 'offline', lasting(draw, 25 * MINUTE, 1.1, 3 * MINUTE, 12 * HOUR), 'outage'),
  ],
  blip: (draw) => [
    trouble(draw, aZone(draw), 'offline', lasting(draw, 20 * SECOND, 0.9, 2 * SECOND, 2 * MINUTE), 'blip'),
  ],
  pause: (draw) => [trouble(draw, aZone(draw), 'paused', lasting(draw, 20 * MINUTE, 1, MINUTE, 6 * HOUR), 'pause')],
  unpaired: (draw) => [
    trouble(draw, aZone(draw), 'unpaired', lasting(draw, 3 * HOUR, 0.8, 20 * MINUTE, 2 * DAY), 'unpaired'),
  ],
  venue: (draw) => [
    trouble(
      draw,
      aVenue(draw),
      'offline',
      lasting(draw, 20 * MINUTE, 1, 2 * MINUTE, 8 * HOUR),
      'internet of the venue',
    ),
  ],
  chain: (draw) => {
    const chain = one(draw.cast.chains, draw.random);
    return [
      trouble(
        draw,
        { chain },
        'offline',
        lasting(draw, 30 * MINUTE, 0.7, 5 * MINUTE, 4 * HOUR),
        'network of the chain',
      ),
    ];
  },
  lapse: (draw) => {
    const milliseconds = lasting(draw, DAY, 0.7, 2 * HOUR, 10 * DAY);
    const lapsed = trouble(draw, aZone(draw), 'subscription-expired', milliseconds, 'subscription lapsed');
    return [{ ...lapsed, wholeAccount: true } as ScriptEvent];
  },
  season: (draw) => [
    trouble(draw, aVenue(draw), 'offline', lasting(draw, 40 * DAY, 0.4, 15 * DAY, 120 * DAY), 'closed for the season'),
  ],
  flap(draw) {
    const { random, at, id } = draw;
    const on = aZone(draw);
    const times = FLAPS.least + Math.floor(random.next() * (FLAPS.most - FLAPS.least + 1));
    let begin = at;
    return Array.from({ length: times }, (_, number) => {
      const out = (0.5 + random.next()) * FLAPS.outMinutes * MINUTE;
      const event = trouble({ ...draw, at: begin, id: `${id}:${number}` }, on, 'offline', out, 'flapping');
      begin += Math.round(out + (0.5 + random.next()) * FLAPS.inMinutes * MINUTE);
      return event;
    });
  },
  volume(draw) {
    const { random, at, id } = draw;
    const volume = random.next() < 0.5 ? Math.floor(random.next() * 4) : 14 + Math.floor(random.next() * 3);
    const until = at + Math.round(lasting(draw, 2 * HOUR, 1, 10 * MINUTE, DAY));
    return [{ kind: 'volume', id, at, until, on: aZone(draw), volume }];
  },
  added: (draw) => [{ kind: 'added', id: draw.id, at: draw.at, on: aVenue(draw), name: nameOf(draw) }],
  removed: (draw) => [{ kind: 'removed', id: draw.id, at: draw.at, on: aZone(draw) }],
  renamed: (draw) => [{ kind: 'renamed', id: draw.id, at: draw.at, on: aZone(draw), name: nameOf(draw) }],
};

const NEW_NAMES = ['New Bar', 'Winter Garden', 'Pop-up Cafe', 'Sky Deck', 'Event Hall', 'Courtyard'];
const nameOf = ({ random }: Draw) => `${one(NEW_NAMES, random)} ${1 + Math.floor(random.next() * 99)}`;

const one = <Of>(list: readonly Of[], random: Random): Of => list[Math.floor(random.next() * list.length)] as Of;

/** Log-normal: mostly short, sometimes very long. */
function lasting({ random }: Draw, median: number, sigma: number, least: number, most: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(most, Math.max(least, median * Math.exp(sigma * normal)));
}

/** How many of a rare thing happen where so many are expected; many are near enough to a normal spread. */
function poisson(expected: number, random: Random): number {
  if (expected > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal));
  }
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}
