/** How many venues of a cycle could be read. */
export type CycleCount = { cycle: number; unread: number; total: number };

type Look = { observedAt: number; unread: boolean };
type Open = { cycle: number; looks: Map<string, Look>; unread: number; judged: boolean };

/**
 * Counts per polling cycle how many venues told nothing, each by its newest look of that cycle. A cycle is told once,
 * as soon as its outcome is certain: over the limit whatever else comes, every venue heard, or its time over.
 */
export function createCycles(settings: { t0: number; intervalMs: number; venues: number; limit: number }) {
  const { t0, intervalMs, venues, limit } = settings;
  let open = begin(0);

  const close = (at: number): CycleCount & { at: number } => {
    open.judged = true;
    return { cycle: open.cycle, unread: open.unread, total: open.looks.size, at };
  };
  return {
    /** The cycle that ended by now, if it heard of anybody and was not told before; `at`: its end. */
    advance(now: number): (CycleCount & { at: number }) | undefined {
      const cycle = Math.floor((now - t0) / intervalMs);
      if (cycle <= open.cycle) return undefined;
      const ended = open.judged || open.looks.size === 0 ? undefined : close(t0 + (open.cycle + 1) * intervalMs);
      open = begin(cycle);
      return ended;
    },
    heard(venueId: string, look: Look, now: number): (CycleCount & { at: number }) | undefined {
      const before = open.looks.get(venueId);
      if (before && before.observedAt > look.observedAt) return undefined;
      open.looks.set(venueId, look);
      open.unread += Number(look.unread) - Number(before?.unread ?? false);
      if (open.judged) return undefined;
      if (open.unread > limit * venues) return { ...close(now), total: venues };
      return open.looks.size === venues ? close(now) : undefined;
    },
    /** What heartbeats keep, as text; and back. */
    saved: (): string => JSON.stringify({ ...open, looks: [...open.looks] }),
    restore(text: string): void {
      const read = JSON.parse(text) as Omit<Open, 'looks'> & { looks: [string, Look][] };
      open = { ...read, looks: new Map(read.looks) };
    },
  };
}

const begin = (cycle: number): Open => ({ cycle, looks: new Map(), unread: 0, judged: false });
