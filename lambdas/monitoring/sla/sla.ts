import { type SlaClass, type SlaInput, type SlaStretch, timelineOf } from './timeline.ts';

/** Whole seconds; together the whole period. */
export type Sla = { upSec: number; downSec: number; unknownSec: number; excludedSec: number };

/** Whole milliseconds by what they count as: these add up over periods that touch, which rounded seconds need not. */
export type SlaTimes = Record<SlaClass, number>;

/** What one zone's time in a period counts as. */
export const slaOf = (input: SlaInput): Sla => inSeconds(timesOf(timelineOf(input)));

export function timesOf(timeline: readonly SlaStretch[]): SlaTimes {
  const times: SlaTimes = { up: 0, down: 0, unknown: 0, excluded: 0 };
  for (const { from, to, what } of timeline) times[what] += to - from;
  return times;
}

/** Rounded so that the parts still make up the whole; a second that two parts share is the less flattering one's. */
export function inSeconds(times: SlaTimes): Sla {
  const seconds: SlaTimes = { up: 0, down: 0, unknown: 0, excluded: 0 };
  const classes: SlaClass[] = ['down', 'unknown', 'excluded', 'up'];
  let left = Math.round(classes.reduce((sum, what) => sum + times[what], 0) / 1000);
  for (const what of classes) {
    seconds[what] = Math.floor(times[what] / 1000);
    left -= seconds[what];
  }
  const byRemainder = classes.toSorted((one, other) => (times[other] % 1000) - (times[one] % 1000));
  for (const what of byRemainder.slice(0, left)) seconds[what] += 1;
  return { upSec: seconds.up, downSec: seconds.down, unknownSec: seconds.unknown, excludedSec: seconds.excluded };
}
