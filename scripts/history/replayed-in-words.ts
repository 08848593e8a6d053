import { counted } from '../in-words.ts';
import type { Replayed } from './replay-archive.ts';

const SHOWN = 10;

/** What a replay came to, for people. */
export function replayedInWords(replayed: Replayed, where: string): string[] {
  const { objects, events, written, venueless, refused, unreadable } = replayed;
  if (objects === 0) return [`The archive of ${where} holds nothing of that time.`];
  const news = written === 0 ? 'all of it was there already' : `${counted(written, 'change')} of it had been missing`;
  return [
    `Landed ${counted(events, 'event')} of ${counted(objects, 'object')} in ${where}: ${news}.`,
    ...(venueless > 0 ? [`${counted(venueless, 'outage')} of zones without a venue: not counted.`] : []),
    ...several(
      refused.map(({ table, code, constraint, row }) => {
        const { zone } = row as { zone?: string };
        return `${table} takes no ${constraint ?? code}${zone === undefined ? '' : `, zone ${JSON.stringify(zone)}`}`;
      }),
      'row was refused',
      'rows were refused',
    ),
    ...several(unreadable, 'part of the archive is not readable', 'parts of the archive are not readable'),
  ];
}

function several(lines: string[], one: string, many: string): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - SHOWN;
  return [
    `✗ ${lines.length.toLocaleString('en')} ${lines.length === 1 ? one : many}:`,
    ...lines.slice(0, SHOWN).map((line) => `    ${line}`),
    ...(more > 0 ? [`    … and ${more.toLocaleString('en')} more`] : []),
  ];
}
