import type { EstateVenue } from '../../../estate/estate.ts';
import { shareOf } from '../account-names.ts';
import type { ScriptEvent } from './events.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

type Group = { timezone: string; open: number; close: number; venues: { id: string; state: 'paused' | 'offline' }[] };

/**
 * The nights of venues whose players rest then: half of them pause, half are switched off. Answers those that begin in
 * the hour from a full one on.
 */
export function closedTimes(
  venues: readonly EstateVenue[],
  seed: string,
  share: number,
): (hour: number) => ScriptEvent[] {
  const groups = new Map<string, Group>();
  for (const { id, timezone, openingHours } of venues) {
    if (openingHours === 'always' || shareOf(`${seed}:rests:${id}`) >= share) continue;
    const [open, close] = [minutesOf(openingHours.open), minutesOf(openingHours.close)];
    const key = `${timezone} ${open} ${close}`;
    const group = groups.get(key) ?? { timezone, open, close, venues: [] };
    groups.set(key, group);
    group.venues.push({ id, state: shareOf(`${seed}:off:${id}`) < 0.5 ? 'paused' : 'offline' });
  }
  return (hour) =>
    [...groups.values()].flatMap(({ timezone, open, close, venues: resting }) => {
      const local = Math.floor(hour / MINUTE) + offsetMinutes(timezone, hour);
      const untilClose = (((close - local) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
      if (untilClose >= 60) return [];
      const at = hour + untilClose * MINUTE;
      const usually = at + ((open - close + DAY_MINUTES) % DAY_MINUTES) * MINUTE;
      // A night in which the clocks change is an hour longer or shorter.
      const until = usually + (offsetMinutes(timezone, at) - offsetMinutes(timezone, usually)) * MINUTE;
      return resting.map(({ id, state }) => {
        const on = { venue: id };
        return { kind: 'trouble' as const, id: `closed:${id}:${at}`, at, until, on, state, because: 'closed' };
      });
    });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a time zone are ahead of UTC. */
function offsetMinutes(timeZone: string, instant: number): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
  formats.set(timeZone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}
