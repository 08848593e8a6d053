import type { WatchedZone } from '../detection/context.ts';
import { dropRemoved, type StepResult, stepAccount } from '../detection/step-account.ts';
import { AccountState, UNSEEN } from '../detection/zone-state.ts';
import type { MonitoringPolicy } from '../policy.ts';
import { readingsOf } from './reading-of-line.ts';
import type { PollEvent } from './replay-event.ts';
import type { ReplayVenue, ReplayZone } from './replay-fleet.ts';

/** What the product keeps of an account between two looks: its item, and the heartbeat of the leg it is part of. */
type Memory = { state: AccountState; heardAt: number | undefined };

type Line = Pick<PollEvent, 'zones' | 'volumes'>;

/** One venue on its way through the past: what is remembered of it, and the next look at it. */
export type WatchedVenue = ReturnType<typeof watchVenue>;

export function watchVenue(venue: ReplayVenue, policy: MonitoringPolicy) {
  const removed = new Map<string, number>();
  let memory: Memory = { state: UNSEEN, heardAt: undefined };
  let { zones, readers } = directoryOf(venue, removed);

  return {
    venue,
    memory: (): Readonly<Memory> => memory,
    isWatched: (zoneId: string) => !removed.has(zoneId) && venue.zones.some(({ id }) => id === zoneId),
    /** Milliseconds since 1970; undefined while the directory has the zone. */
    removedAt: (zoneId: string): number | undefined => removed.get(zoneId),
    zonesLeft: (): number => zones.length,
    /** Why the line cannot be one of this venue. */
    problemWith({ zones: marks, volumes = [] }: Line): string | undefined {
      if (!readers.has(marks.length)) {
        return `z: ${marks.length} marks, but venue ${venue.id} has ${counted(venue.zones.length)}`;
      }
      if (volumes.length === 0 || volumes.length === marks.length) return undefined;
      return `vol: ${volumes.length} values for ${counted(marks.length)}`;
    },
    look(line: Line, observedAt: number): StepResult | undefined {
      const reading = readers.get(line.zones.length)?.(line, observedAt);
      if (!reading) return undefined;
      const result = stepAccount(memory.state, reading, { policy, zones, heardAt: memory.heardAt });
      // A look that told nothing leaves the heartbeat where it was.
      const heardAt = reading.unread ? memory.heardAt : Math.max(memory.heardAt ?? 0, observedAt);
      memory = { state: result.state, heardAt };
      return result;
    },
    /** The directory no longer has the zone; what became of it shows at once, not at the next look. */
    remove(zoneId: string, at: number): StepResult {
      removed.set(zoneId, at);
      const smaller = directoryOf(venue, removed);
      zones = smaller.zones;
      // A late look still has the marks of the zones there were. What it tells of one that is gone is not heard.
      readers = new Map([...readers, ...smaller.readers]);
      const result = dropRemoved(memory.state, at, { policy, zones, heardAt: memory.heardAt });
      memory = { ...memory, state: result.state };
      return result;
    },
    saved: (): string => JSON.stringify(memory),
    restore(text: string): void {
      const read = JSON.parse(text) as Memory;
      memory = { ...read, state: AccountState.parse(read.state) };
    },
  };
}

/** The zones to look at, and how to read a line: by the places of all zones, or of those that are left. */
function directoryOf(venue: ReplayVenue, removed: ReadonlyMap<string, number>) {
  const places = venue.zones.map(({ id }) => (removed.has(id) ? undefined : id));
  const left = venue.zones.filter(({ id }) => !removed.has(id));
  const readers = new Map([left.map(({ id }) => id), places].map((ids) => [ids.length, readingsOf(venue.id, ids)]));
  return { zones: left.map((zone) => watchedZone(venue, zone)), readers };
}

const watchedZone = (venue: ReplayVenue, { id, critical }: ReplayZone): WatchedZone => ({
  id,
  venueId: venue.id,
  critical,
  hoursAt: (instant) => venue.times.at(instant, id),
  isClosedAt: (instant) => venue.times.isClosedAt?.(instant) ?? false,
});

const counted = (zones: number): string => (zones === 1 ? '1 zone' : `${zones} zones`);
