import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseJson } from '../../simulators/json.ts';
import type { Kept, KeptSheet } from './venue-desk.ts';

/** Over restarts, as the damaged sheet itself is. */
export const keptSheetIn = (file: string): KeptSheet => ({
  read: () => (existsSync(file) ? (parseJson(readFileSync(file, 'utf8')) as Kept | undefined) : undefined),
  write(kept) {
    writeFileSync(`${file}.new`, JSON.stringify(kept));
    renameSync(`${file}.new`, file);
  },
  clear: () => rmSync(file, { force: true }),
});
