import { MaintenanceWindow } from './venue-hours.ts';
import { wallClockOf } from './wall-clock.ts';

/** Longer is a closure: the venue is not watched any more, and nobody would notice when it opens again. */
const MOST_DAYS = 366;
const MOST_ZONES = 100;

/** What keeps a window from being taken over, in words; undefined when nothing does. */
export function problemWithWindow(window: MaintenanceWindow, now: Date): string | undefined {
  const parsed = MaintenanceWindow.safeParse(window);
  if (!parsed.success)
    return `this is no maintenance window: ${parsed.error.issues[0]?.path.join('.') || 'unreadable'}`;
  const { zoneIds } = window;
  if (zoneIds?.length === 0) return 'name the zones it is for, or none of them for the whole venue';
  if (zoneIds && zoneIds.length > MOST_ZONES) return `more than ${MOST_ZONES} zones are the whole venue`;
  if ('daily' in window) {
    if (window.weekdays?.length === 0) return 'name the weekdays it is on, or none of them for every day';
    return wallClockOf(window.timeZone) ? undefined : `there is no time zone "${window.timeZone}"`;
  }
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  if (!(to > from)) return 'a maintenance window ends after it begins';
  if (to <= now.getTime()) return 'this maintenance window is over already';
  if (to - from > MOST_DAYS * 86_400_000) return `a maintenance window is no longer than ${MOST_DAYS} days`;
  return undefined;
}
