import type { AccountChanged } from '../../lambdas/events/zone-change.ts';
import { hoursOf, readArchived } from '../../lambdas/monitoring/history/archive.ts';
import type { ChangesArchive } from '../../lambdas/monitoring/history/archive-in-s3.ts';
import { readRecord } from '../../lambdas/monitoring/history/change-record.ts';
import { landEvents } from '../../lambdas/monitoring/history/land-events.ts';
import type { RefusedRow } from '../../lambdas/monitoring/history/write-apart.ts';
import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';

export type Replayed = {
  objects: number;
  events: number;
  /** Changes that were not in the history yet. */
  written: number;
  venueless: number;
  refused: RefusedRow[];
  /** What of the archive cannot be read: an object, or lines of one. */
  unreadable: string[];
};

/** Enough for the database to be asked seldom, little enough for memory. */
const EVENTS_AT_ONCE = 2_000;
/** A day is thousands of small objects, and each takes its time to come. */
const OBJECTS_AT_ONCE = 16;
const MOST_REMEMBERED = 1_000;

/**
 * Lands the archived events that were observed in a span, and items of these hours that once could not be read and now
 * can. Everything may be landed already: it is then landed again, which changes nothing.
 */
export async function replayArchive(
  archive: Omit<ChangesArchive, 'keep'>,
  sql: Sql,
  span: { from: Date; to: Date },
  onProgress: (share: number, soFar: Replayed) => void = () => {},
): Promise<Replayed> {
  const total: Replayed = { objects: 0, events: 0, written: 0, venueless: 0, refused: [], unreadable: [] };
  const [from, to] = [span.from.getTime(), span.to.getTime()];
  let waiting: AccountChanged[] = [];
  const land = async () => {
    for await (const { events, written, venueless, refused } of landEvents(sql, waiting)) {
      total.events += events;
      total.written += written;
      total.venueless += venueless;
      total.refused.push(...refused.slice(0, MOST_REMEMBERED - total.refused.length));
    }
    waiting = [];
  };
  const take = (key: string, text: string | undefined) => {
    if (text === undefined) return;
    const { events, problem } = key.endsWith('.ndjson') ? readLines(key, text) : readAside(key, text);
    if (problem !== undefined && total.unreadable.length < MOST_REMEMBERED) total.unreadable.push(problem);
    const inSpan = key.endsWith('.ndjson')
      ? events.filter(({ observedAt }) => observedAt >= from && observedAt < to)
      : events;
    waiting.push(...inSpan);
    total.objects += 1;
  };
  const hours = [...hoursOf({ from, to })];
  for (const [index, hour] of hours.entries()) {
    const keys = [...(await archive.keysOf(hour)), ...(await archive.keysOf(`refused/${hour}`))];
    for (let first = 0; first < keys.length; first += OBJECTS_AT_ONCE) {
      const some = keys.slice(first, first + OBJECTS_AT_ONCE);
      const texts = await Promise.all(some.map((key) => archive.text(key)));
      for (const [at, key] of some.entries()) take(key, texts[at]);
      if (waiting.length >= EVENTS_AT_ONCE) await land();
    }
    onProgress((index + 1) / hours.length, total);
  }
  await land();
  return total;
}

type Read = { events: AccountChanged[]; problem?: string };

function readLines(key: string, text: string): Read {
  const { events, badLines } = readArchived(text);
  return badLines.length === 0 ? { events } : { events, problem: `${key}: line ${badLines.slice(0, 10).join(', ')}` };
}

/** Rows that were refused are in the archive as events already; only items that nobody could read are nowhere else. */
function readAside(key: string, text: string): Read {
  try {
    const kept = JSON.parse(text);
    if (kept.what !== 'item') return { events: [] };
    const record = readRecord(kept.item);
    return record.kind === 'changed'
      ? { events: [record.event] }
      : { events: [], problem: `${key}: still not readable` };
  } catch {
    return { events: [], problem: `${key}: not JSON` };
  }
}
