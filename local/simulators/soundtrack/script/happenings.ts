import type { EstateVenue, EstateZone } from '../../../estate/estate.ts';
import type { Random } from '../../random.ts';
import type { ZoneState } from '../world.ts';
import { lasting, one } from './draws.ts';
import type { ScriptEvent, Target } from './events.ts';
import type { Rates } from './rates.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Who can be struck: zones that usually play, their venues and chains. */
export type Cast = {
  zones: readonly { venue: EstateVenue; zone: EstateZone }[];
  venues: readonly EstateVenue[];
  chains: readonly string[];
};
/** One event about to be made: when, under which id, by which luck. */
export type Draw = { random: Random; cast: Cast; at: number; id: string };
type Happening = (draw: Draw) => ScriptEvent[];

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
/** From the first time away to the last. */
export const LONGEST_FLAP = 3 * HOUR;

/** What each kind of event comes to. */
export const HAPPENINGS: Record<keyof Rates, Happening> = {
  outage: (draw) => [
    trouble(draw, aZone(draw), 'offline', lasting(draw.random, 25 * MINUTE, 1.1, 3 * MINUTE, 12 * HOUR), 'outage'),
  ],
  blip: (draw) => [
    trouble(draw, aZone(draw), 'offline', lasting(draw.random, 20 * SECOND, 0.9, 2 * SECOND, 2 * MINUTE), 'blip'),
  ],
  pause: (draw) => [
    trouble(draw, aZone(draw), 'paused', lasting(draw.random, 20 * MINUTE, 1, MINUTE, 6 * HOUR), 'pause'),
  ],
  unpaired: (draw) => [
    trouble(draw, aZone(draw), 'unpaired', lasting(draw.random, 3 * HOUR, 0.8, 20 * MINUTE, 2 * DAY), 'unpaired'),
  ],
  venue: (draw) => [
    trouble(
      draw,
      aVenue(draw),
      'offline',
      lasting(draw.random, 20 * MINUTE, 1, 2 * MINUTE, 8 * HOUR),
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
        lasting(draw.random, 30 * MINUTE, 0.7, 5 * MINUTE, 4 * HOUR),
        'network of the chain',
      ),
    ];
  },
  lapse: (draw) => {
    const milliseconds = lasting(draw.random, DAY, 0.7, 2 * HOUR, 10 * DAY);
    const lapsed = trouble(draw, aZone(draw), 'subscription-expired', milliseconds, 'subscription lapsed');
    return [{ ...lapsed, wholeAccount: true } as ScriptEvent];
  },
  season: (draw) => [
    trouble(
      draw,
      aVenue(draw),
      'offline',
      lasting(draw.random, 40 * DAY, 0.4, 15 * DAY, 120 * DAY),
      'closed for the season',
    ),
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
    const until = at + Math.round(lasting(draw.random, 2 * HOUR, 1, 10 * MINUTE, DAY));
    return [{ kind: 'volume', id, at, until, on: aZone(draw), volume }];
  },
  added: (draw) => [{ kind: 'added', id: draw.id, at: draw.at, on: aVenue(draw), name: nameOf(draw) }],
  removed: (draw) => [{ kind: 'removed', id: draw.id, at: draw.at, on: aZone(draw) }],
  renamed: (draw) => [{ kind: 'renamed', id: draw.id, at: draw.at, on: aZone(draw), name: nameOf(draw) }],
};

const NEW_NAMES = ['New Bar', 'Winter Garden', 'Pop-up Cafe', 'Sky Deck', 'Event Hall', 'Courtyard'];
const nameOf = ({ random }: Draw) => `${one(NEW_NAMES, random)} ${1 + Math.floor(random.next() * 99)}`;
