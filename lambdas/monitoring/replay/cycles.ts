/** How many venues of a cycle could be read. */
export type CycleCount = { cycle: number; unread: number; total: number };

type Look = { observedAt: number; unread: boolean };
type Open = { cycle: number; unreadOf: Map<string, boolean>; unread: number; judged: boolean };
type Saved = Omit<Open, 'unreadOf'> & { unreadOf: [string, boolean][]; newest: [string, number][] };

/**
 * Counts per polling cycle how many venues told nothing, each by its newest look in that cycle; what is delivered again,
 * or older than what was heard before, is no look at all. A cycle is told once,
 * as soon as its outcome is certain: over the limit whatever else comes, every venue heard, or its time over.
 */
export function createCycles(settings: { t0: number; intervalMs: number; venues: number; limit: number }) {
  const { t0, intervalMs, venues, limit } = settings;
  let open = begin(0);
  /** Newest look at each venue, of whatever cycle. */
  let newest = new Map<string, number>();

  const close = (at: number): CycleCount & { at: number } => {
    open.judged = true;
    return { cycle: open.cycle, unread: open.unread, total: open.unreadOf.size, at };
  };
  return {
    /** The cycle that ended by now, if it heard of anybody and was not told before; `at`: its end. */
    advance(now: number): (CycleCount & { at: number }) | undefined {
      const cycle = Math.floor((now - t0) / intervalMs);
      if (cycle <= open.cycle) return undefined;
      const ended = open.judged || open.unreadOf.size === 0 ? undefined : close(t0 + (open.cycle + 1) * intervalMs);
      open = begin(cycle);
      return ended;
    },
    heard(venueId: string, look: Look, now: number): (CycleCount & { at: number }) | undefined {
      if (look.observedAt <= (newest.get(venueId) ?? Number.NEGATIVE_INFINITY)) return undefined;
      newest.set(venueId, look.observedAt);
      open.unread += Number(look.unread) - Number(open.unreadOf.get(venueId) ?? false);
      open.unreadOf.set(venueId, look.unread);
      if (open.judged) return undefined;
      if (open.unread > limit * venues) return { ...close(now), total: venues };
      return open.unreadOf.size === venues ? close(now) : undefined;
    },
    /** What heartbeats keep, as text; and back. */
    saved: (): string => JSON.stringify({ ...open, unreadOf: [...open.unreadOf], newest: [...newest] }),
    restore(text: string): void {
      const { newest: heard, unreadOf, ...read } = JSON.parse(text) as Saved;
      open = { ...read, unreadOf: new Map(unreadOf) };
      newest = new Map(heard);
    },
  };
}

const begin = (cycle: number): Open => ({ cycle, unreadOf: new Map(), unread: 0, judged: false });
