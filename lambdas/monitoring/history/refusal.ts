import { digest } from '../../runtime/fingerprint.ts';
import { hourFolder } from './archive.ts';
import type { Image } from './change-record.ts';
import type { RefusedRow } from './write-apart.ts';

/** What could not be landed: a row that the database does not take, or an item that nobody can read. */
export type Refusal = ({ what: 'row' } & RefusedRow) | { what: 'item'; fields: string; item: Image };

/** Where a refusal is kept for people, in a folder of the hour it was refused in; the same one again is the same object. */
export function keptRefusal(refusal: Refusal, now: Date): { key: string; text: string } {
  const content = refusal.what === 'row' ? [refusal.table, refusal.row] : refusal.item;
  const name = digest(JSON.stringify(content)).slice(0, 32);
  return { key: `changes/refused/${hourFolder(now.getTime())}/${name}.json`, text: JSON.stringify(refusal, null, 2) };
}
