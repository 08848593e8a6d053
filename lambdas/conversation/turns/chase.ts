import type { NamedNudge, Nudges } from './nudges-on-sqs.ts';
import { type DueItem, nudgeFor } from './relay.ts';

export type Overdue = {
  /** Items due before `before`, oldest first within each part of the index, at most `limit`. */
  list(before: Date, limit: number): Promise<DueItem[]>;
};

/** Long enough for ordinary work to be under way, short enough for the minute we promise. */
const graceSeconds = 20;
/** What one run can send in time; a longer list is worked off by the next ones. */
const mostPerRun = 2_000;

/**
 * Finds work that nobody did in time and nudges it again: after a crash, a lost nudge, a long back-off, or a WhatsApp
 * that never said what became of a message. Doing it twice is harmless, so it needs no memory of its own.
 */
export async function chaseOverdue(
  now: Date,
  ports: { overdue: Overdue; nudges: Nudges },
): Promise<{ chased: number; failed: number }> {
  const items = await ports.overdue.list(new Date(now.getTime() - graceSeconds * 1000), mostPerRun);
  const minute = now.toISOString().slice(0, 16);
  const nudges = items.map(
    (item): NamedNudge => ({ id: `${item.pk}/${item.sk}/${minute}`, nudge: nudgeFor(item, now) }),
  );
  const failed = await ports.nudges.send(nudges);
  return { chased: items.length, failed: failed.size };
}
