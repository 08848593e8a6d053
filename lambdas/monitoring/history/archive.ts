import { AccountChanged } from '../../events/zone-change.ts';
import { digest } from '../../runtime/fingerprint.ts';

export type ArchiveObject = { key: string; text: string };

const HOUR_MS = 3_600_000;

/** The folder of an hour of observations (UTC); `at` in milliseconds since 1970. */
export const hourFolder = (at: number): string => new Date(at).toISOString().slice(0, 13).replace(/[-T]/g, '/');

/**
 * Events as objects of the archive, one for each hour they were observed in. Names come from the events: the same
 * events again are the same object, and other portions of them are further objects that say some things twice.
 */
export function archived(events: readonly AccountChanged[]): ArchiveObject[] {
  const hours = Map.groupBy(events, ({ observedAt }) => hourFolder(observedAt));
  return [...hours].map(([hour, inHour]) => ({
    key: `changes/${hour}/${digest(inHour.map(({ id }) => id).join('\n')).slice(0, 32)}.ndjson`,
    text: inHour.map((event) => `${JSON.stringify(event)}\n`).join(''),
  }));
}

/** The hours that touch a period. */
export function* hoursOf({ from, to }: { from: number; to: number }): Generator<string> {
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) yield hourFolder(hour);
}

/** The events of an object; a line that is none is told by its number, from 1. */
export function readArchived(text: string): { events: AccountChanged[]; badLines: number[] } {
  const events: AccountChanged[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const event = readLine(line);
    if (event) events.push(event);
    else badLines.push(index + 1);
  }
  return { events, badLines };
}

function readLine(line: string): AccountChanged | undefined {
  try {
    return AccountChanged.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
