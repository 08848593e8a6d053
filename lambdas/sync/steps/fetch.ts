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

const WHY: Record<string, string> = {
  'rate-limited': 'Google asks for fewer requests',
  unavailable: 'Google does not answer',
  timeout: 'Google took too long',
  network: 'no whole answer came',
  'changed-meanwhile': 'its tabs changed while it was read',
};
const why = (reason: string): string => WHY[reason] ?? reason;

const TO_DO: Record<string, string> = {
  'not-shared':
    'the venue sheet is not shared with the service account any more. Share it with the client_email of the Google secret, as a reader.',
  'not-found':
    'there is no such venue sheet. Restore it from the bin, or correct the spreadsheet id in lib/config.ts and deploy.',
  unauthorized:
    'Google refuses the service account. Put a valid key file into the Google secret, and see that its project has the Sheets API enabled.',
};
const toDo = (reason: string): string => TO_DO[reason] ?? 'the venue sheet cannot be read.';

/** Takes a copy of the whole spreadsheet, so that every later step of this run sees the same one. */
export async function fetchSheet(run: RunInput, ports: FetchPorts): Promise<{ tabs: number; rows: number }> {
  const read = await ports.readSheet();
  switch (read.kind) {
    case 'later':
      throw new Failure(
        'sheet-away',
        `the venue sheet cannot be read now (${why(read.reason)}); it is tried again soon`,
        {
          retryable: true,
        },
      );
    case 'refused':
      throw new Failure('sheet-refused', `${toDo(read.reason)} Google says: ${read.message}`, { retryable: false });
    case 'sheet': {
      await ports.files.write(filesOf(run.runId).sheet, read.sheet);
      const rows = read.sheet.tabs.reduce((sum, { values }) => sum + values.length, 0);
      return { tabs: read.sheet.tabs.length, rows };
    }
  }
}
