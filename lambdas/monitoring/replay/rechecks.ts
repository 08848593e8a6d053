/** A further look at a venue that was contrary to what is known of it. */
export type Recheck = { dueAt: number; venueId: string; looks: number };

/** A look that settles nothing is followed by another, so often; after that the next poll decides. */
const MOST_LOOKS = 5;

/** The delayed messages of a past in which further looks can be answered. One for a venue at a time. */
export function createRechecks() {
  /** In the order in which they fall due. */
  let waiting: Recheck[] = [];
  let done = 0;
  const venues = new Set<string>();
  return {
    ask(venueId: string, dueAt: number, looks = 0): void {
      if (looks >= MOST_LOOKS || venues.has(venueId)) return;
      venues.add(venueId);
      let place = waiting.length;
      while (place > done && (waiting[place - 1] as Recheck).dueAt > dueAt) place -= 1;
      waiting.splice(place, 0, { dueAt, venueId, looks: looks + 1 });
    },
    /** The next one that is due by now. */
    due(now: number): Recheck | undefined {
      const next = waiting[done];
      if (!next || next.dueAt > now) return undefined;
      done += 1;
      venues.delete(next.venueId);
      if (done > 1_000) [waiting, done] = [waiting.slice(done), 0];
      return next;
    },
  };
}
