import { MaintenanceWindow, WEEKDAYS, type Weekday } from '../../lambdas/venues/hours/venue-hours.ts';
import { wallClockOf } from '../../lambdas/venues/index.ts';
import { UsageProblem } from '../run-script.ts';

/** A maintenance window as it is typed. */
export type TypedWindow = {
  /** "2026-12-01T01:00/2026-12-01T04:00": the venue's time, unless an offset says otherwise. */
  once?: string | undefined;
  /** "02:00-03:00". */
  daily?: string | undefined;
  /** "mon,tue". @default every day */
  days?: string | undefined;
  /** Ids or names, with commas. @default the whole venue */
  zones?: string | undefined;
};
type Place = { timeZone: string | null; zones: readonly { id: string; name: string }[] };

/** The window that is meant; throws a UsageProblem in words. `venue` is where it is. */
export function readWindow({ once, daily, days, zones }: TypedWindow, venue: Place): MaintenanceWindow {
  const forZones = zones === undefined ? {} : { zoneIds: zones.split(',').flatMap((zone) => zonesNamed(zone, venue)) };
  if (once !== undefined) {
    if (days !== undefined) throw new UsageProblem('--days is for --daily; --add names its own days');
    const [from, to, ...more] = once.split('/');
    if (from === undefined || to === undefined || more.length > 0) throw new UsageProblem(ADD_LOOKS);
    return { from: instantOf(from, venue), to: instantOf(to, venue), ...forZones };
  }
  if (venue.timeZone === null) throw new UsageProblem('the venue has no time zone; say one with --time-zone');
  const window = MaintenanceWindow.safeParse({
    daily: daily?.split('-').map((time) => time.trim()),
    timeZone: venue.timeZone,
    ...(days !== undefined && { weekdays: days.split(',').map(weekdayNamed) }),
    ...forZones,
  });
  if (!window.success) throw new UsageProblem('--daily looks like 02:00-03:00');
  return window.data;
}

const ADD_LOOKS = '--add looks like 2026-12-01T01:00/2026-12-01T04:00, in the time of the venue';
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(Z|[+-]\d\d:\d\d)?$/u;

function instantOf(text: string, { timeZone }: Place): string {
  const [, date = '', hours = '', minutes = '', offset] = MOMENT.exec(text.trim()) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`);
  // 31 February would silently be another day.
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(date)) throw new UsageProblem(ADD_LOOKS);
  if (offset !== undefined) return new Date(`${date}T${hours}:${minutes}:00${offset}`).toISOString();
  const clock = timeZone === null ? undefined : wallClockOf(timeZone);
  if (!clock) throw new UsageProblem('the venue has no time zone; write the offset, as in 2026-12-01T01:00+07:00');
  return new Date(clock.instantOf(day / 86_400_000, Number(hours) * 60 + Number(minutes))).toISOString();
}

function weekdayNamed(name: string): Weekday {
  const day = WEEKDAYS.find((weekday) => weekday === name.trim().toLowerCase().slice(0, 3));
  if (day) return day;
  throw new UsageProblem(`--days are ${WEEKDAYS.join(', ')}, not "${name}"`);
}

/** An id of Soundtrack is long; within a venue a name does, and means every zone that is called so. */
function zonesNamed(text: string, { zones }: Place): string[] {
  const name = text.trim();
  const found = zones.filter((zone) => zone.id === name || zone.name.toLowerCase() === name.toLowerCase());
  if (found.length > 0) return found.map(({ id }) => id);
  const known = zones.map((zone) => zone.name).join(', ') || 'none';
  throw new UsageProblem(`the venue has no zone "${name}"; it has ${known}`);
}
