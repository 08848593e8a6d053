import { Failure } from '../../runtime/failure.ts';
import type { RunFiles } from '../run/run-files.ts';
import { filesOf, type RunInput } from '../run/sync-run.ts';
import type { Sheet } from '../sheet/sheet.ts';

/** What reading the spreadsheet came to. */
export type SheetRead =
  | { kind: 'sheet'; sheet: Sheet }
  | { kind: 'refused'; reason: string; message: string }
  | { kind: 'later'; reason: string };

export type FetchPorts = { files: RunFiles; readSheet(): Promise<SheetRead> };

/** Takes a copy of the whole spreadsheet, so that every later step of this run sees the same one. */
export async function fetchSheet(run: RunInput, ports: FetchPorts): Promise<{ tabs: number; rows: number }> {
  const read = await ports.readSheet();
  switch (read.kind) {
    case 'later':
      throw new Failure('sheet-away', `The venue sheet could not be read now (${read.reason}).`, { retryable: true });
    case 'refused':
      throw new Failure('sheet-refused', read.message, { retryable: false });
    case 'sheet': {
      await ports.files.write(filesOf(run.runId).sheet, read.sheet);
      const rows = read.sheet.tabs.reduce((sum, { values }) => sum + values.length, 0);
      return { tabs: read.sheet.tabs.length, rows };
    }
  }
}
