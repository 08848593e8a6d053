import { filesOf } from '../../../lambdas/sync/run/sync-run.ts';
import { fetchSheet } from '../../../lambdas/sync/steps/fetch.ts';
import { aRun, known, rowsOf, sheetOf, stepEndsWith, surroundings } from './a-run.ts';

describe('reading the sheet', () => {
  it('keeps a copy for the later steps', async () => {
    const { ports, seen } = surroundings();
    const sheet = sheetOf(rowsOf(known));
    const read = async () => ({ kind: 'sheet', sheet }) as const;
    expect(await fetchSheet(aRun(), { ...ports, readSheet: read })).toEqual({ tabs: 1, rows: 11 });
    expect(seen.files.get(filesOf(aRun().runId).sheet)).toEqual(sheet);
  });

  it('is tried again when it may work later, and left to a person when it will not', async () => {
    const { ports } = surroundings();
    const later = fetchSheet(aRun(), { ...ports, readSheet: async () => ({ kind: 'later', reason: 'rate-limited' }) });
    expect((await stepEndsWith(later)).name).toBe('Retryable');
    const refusal = { kind: 'refused', reason: 'not-shared', message: 'The caller does not have permission' } as const;
    const refused = await stepEndsWith(fetchSheet(aRun(), { ...ports, readSheet: async () => refusal }));
    expect(refused.name).toBe('Final');
    expect(refused.message).toContain('The caller does not have permission');
  });

  it.each([
    ['not-shared', 'Share it with the client_email'],
    ['not-found', 'spreadsheet id'],
    ['unauthorized', 'service account'],
  ])('tells what to do when it is refused as %s', async (reason, says) => {
    const { ports } = surroundings();
    const refusal = { kind: 'refused', reason, message: 'no' } as const;
    const { message } = await stepEndsWith(fetchSheet(aRun(), { ...ports, readSheet: async () => refusal }));
    expect(message).toContain(says);
  });
});
