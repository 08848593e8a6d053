import { assertNever } from '../../runtime/failure.ts';
import type { StepResult } from '../detection/step-account.ts';
import { secondsUntilNextLook } from '../detection/until-next-look.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { Listener } from './listener.ts';
import { createRechecks } from './rechecks.ts';
import type { PollEvent, ReplayEvent } from './replay-event.ts';
import type { ReplayFleet } from './replay-fleet.ts';
import { createUpstreamWatch } from './upstream-watch.ts';
import { type WatchedVenue, watchVenue } from './watched-venue.ts';

/** What a look at the venue at that instant would have told; null: nothing came back. */
export type Truth = (venueId: string, at: number) => Pick<PollEvent, 'zones' | 'volumes'> | null;

export type Replay = ReturnType<typeof createReplay>;

/**
 * Past readings through the production detection, on the clock of their delivery. Further looks (`fastRecheckSec`) are
 * made only where the truth is known and can be asked.
 */
export function createReplay(
  fleet: ReplayFleet,
  policy: MonitoringPolicy,
  { listeners = [], truth }: { listeners?: readonly Listener[]; truth?: Truth } = {},
) {
  const watches = new Map(fleet.venues.map((venue) => [venue.id, watchVenue(venue, policy)]));
  const upstream = createUpstreamWatch(fleet, policy, (news, at) => {
    for (const listener of listeners) listener.upstream?.(news, at);
  });
  const rechecks = createRechecks();
  /** `early`: delivered before something that stands before it in the file; `ahead`: observed after its delivery. */
  const counts = { events: 0, polls: 0, readings: 0, late: 0, rechecks: 0, restarts: 0, early: 0, ahead: 0 };
  let now = fleet.t0;

  const learn = (watch: WatchedVenue, result: StepResult, looks = 0) => {
    if (result.ignored) counts.late += 1;
    if (result.changes.length > 0) {
      for (const listener of listeners) listener.changed?.(watch.venue, result.changes, now);
    }
    const seconds = truth && secondsUntilNextLook(result, policy);
    if (seconds !== undefined) rechecks.ask(watch.venue.id, now + seconds * 1_000, looks);
  };
  const look = (watch: WatchedVenue, line: Pick<PollEvent, 'zones' | 'volumes'>, observedAt: number, looks = 0) => {
    const result = watch.look(line, observedAt);
    if (!result) return;
    counts.readings += line.zones.length;
    learn(watch, result, looks);
    if (watch.zonesLeft() > 0) upstream.looked(watch.venue.id, line.zones, observedAt, now);
  };
  const moveClock = (to: number) => {
    if (to <= now) return;
    now = to;
    upstream.advance(now);
    for (const listener of listeners) listener.clock?.(now);
  };
  const advance = (to: number) => {
    for (let next = rechecks.due(to); next; next = rechecks.due(to)) {
      moveClock(next.dueAt);
      const watch = watches.get(next.venueId);
      const line = truth?.(next.venueId, next.dueAt);
      if (!watch || !line) continue;
      counts.rechecks += 1;
      look(watch, line, next.dueAt, next.looks);
    }
    moveClock(to);
  };
  const poll = (watch: WatchedVenue, event: PollEvent) => {
    counts.polls += 1;
    // Our own clock stamps both, so that a reading is never newer than its delivery.
    if (event.observedAt > event.at) counts.ahead += 1;
    look(watch, event, Math.min(event.observedAt, event.at));
  };
  const restart = () => {
    counts.restarts += 1;
    for (const watch of watches.values()) watch.restore(watch.saved());
    upstream.restore(upstream.saved());
    for (const listener of listeners) listener.restarted?.(now);
  };

  return {
    counts: counts as Readonly<typeof counts>,
    now: () => now,
    watches: watches as ReadonlyMap<string, WatchedVenue>,
    /** Why the event cannot be one of this fleet; nothing has happened then. */
    problemWith(event: ReplayEvent): string | undefined {
      if (!('venue' in event)) return undefined;
      const watch = watches.get(event.venue);
      if (!watch) return `v: the fleet has no venue ${event.venue}`;
      if (event.type === 'poll') return watch.problemWith(event);
      if (event.type === 'zone_removed' && !watch.venue.zones.some(({ id }) => id === event.zone)) {
        return `zone: venue ${event.venue} has no zone ${event.zone}`;
      }
      return undefined;
    },
    feed(event: ReplayEvent): void {
      counts.events += 1;
      if (event.at < now) counts.early += 1;
      advance(event.at);
      const watch = 'venue' in event ? watches.get(event.venue) : undefined;
      switch (event.type) {
        case 'poll':
          return watch && poll(watch, event);
        case 'zone_removed':
          return watch?.isWatched(event.zone) ? learn(watch, watch.remove(event.zone, now)) : undefined;
        case 'ack':
        case 'channel':
          for (const listener of listeners) listener.heard?.(event);
          return;
        case 'restart':
          return restart();
        case 'end':
          return;
        default:
          return assertNever(event);
      }
    },
  };
}
