import { problemsIn } from './problems-in.ts';
import { MaintenanceWindow } from './venue-hours.ts';

/** Longer is a closure: the venue is not watched any more, and nobody would notice when it opens again. */
const MOST_DAYS = 366;
const MOST_ZONES = 100;

/** What keeps a window from being taken over, in words; undefined when nothing does. */
export function problemWithWindow(window: MaintenanceWindow, now: Date): string | undefined {
  const parsed = MaintenanceWindow.safeParse(window);
  if (!parsed.success)
    return `this is no maintenance window: ${parsed.error.issues[0]?.path.join('.') || 'unreadable'}`;
  const [strange] = problemsIn({ venueId: '-', timeZone: null, opening: 'always', maintenance: [window] });
  if (strange) return strange.inWords;
  if (window.zoneIds && window.zoneIds.length > MOST_ZONES) return `more than ${MOST_ZONES} zones are the whole venue`;
  if ('daily' in window) return undefined;
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  if (to <= now.getTime()) return 'this maintenance window is over already';
  return to - from > MOST_DAYS * 86_400_000 ? `a maintenance window is no longer than ${MOST_DAYS} days` : undefined;
}
