import type { ScheduleClock } from '../../../../local/event-sources/schedule-clock.ts';

/** A clock that stands still until it is moved, calling back what is due on the way. */
export function aClock(startsAt = '2026-11-21T10:00:00Z') {
  let time = Date.parse(startsAt);
  const timers = new Set<{ at: number; callback: () => void }>();
  const clock: ScheduleClock = {
    now: () => new Date(time),
    after(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    clock,
    now: () => new Date(time).toISOString(),
    /** Whether something waits for a time at most so far ahead. */
    waitsFor: (seconds: number) => [...timers].some(({ at }) => at <= time + seconds * 1000),
    move(seconds: number) {
      const until = time + seconds * 1000;
      for (;;) {
        const [due] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!due) break;
        timers.delete(due);
        time = Math.max(time, due.at);
        due.callback();
      }
      time = until;
    },
  };
}

/** Looks again and again until it holds: what other threads do has no other end to wait for. */
export async function until<T>(look: () => T | Promise<T>, holds: (seen: T) => boolean = Boolean): Promise<T> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > giveUpAt) throw new Error(`still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
