import { filesOf } from '../../../lambdas/sync/run/sync-run.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { aRun, known, rowsOf, sheetOf, surroundings } from './a-run.ts';

describe('checking the sheet', () => {
  const checked = async (rows: Cell[][], run = aRun()) => {
    const { ports, seen, fetched } = surroundings({ current: known });
    await fetched(sheetOf(rows), run);
    return { ...(await check(run, ports)), seen };
  };

  it('lets through what is within the limit, and notes the run with its difference', async () => {
    const { outcome, approvedBy, fingerprint, seen } = await checked(rowsOf(known.slice(1)));
    expect({ outcome, approvedBy }).toEqual({ outcome: 'apply', approvedBy: '' });
    expect(seen.begun).toEqual([[aRun().runId, fingerprint]]);
  });

  it('refuses a mass deletion, and lets it through for whoever approves exactly that', async () => {
    const refused = await checked(rowsOf(known.slice(5)));
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'too-much-changes', approvedBy: '' });
    const approving = aRun({ requestedBy: 'anna', approves: refused.fingerprint });
    expect(await checked(rowsOf(known.slice(5)), approving)).toMatchObject({ outcome: 'apply', approvedBy: 'anna' });
    const another = await checked(rowsOf(known.slice(6)), approving);
    expect(another).toMatchObject({ outcome: 'refused', approvedBy: '' });
    expect(another.fingerprint).not.toBe(refused.fingerprint);
  });

  it('does not say that somebody approved what needed no approval', async () => {
    const { fingerprint } = await checked(rowsOf(known.slice(1)));
    const again = await checked(rowsOf(known.slice(1)), aRun({ requestedBy: 'anna', approves: fingerprint }));
    expect(again).toMatchObject({ outcome: 'apply', approvedBy: '' });
  });

  it('lets nobody approve a sheet without venues', async () => {
    const { fingerprint } = await checked([['THAILAND']]);
    expect(await checked([['THAILAND']], aRun({ approves: fingerprint }))).toMatchObject({ outcome: 'refused' });
  });

  it('reads the tab that was read last, although a copy beside it has more venues', async () => {
    const { ports, seen, fetched } = surroundings({ current: known });
    const [read, copy] = [sheetOf(rowsOf(known.slice(1))), sheetOf(rowsOf(known))];
    await fetched({ ...read, tabs: [...read.tabs, ...copy.tabs.map((tab) => ({ ...tab, title: 'Backup' }))] });
    seen.lastTab = 'Venues';
    await check(aRun(), ports);
    expect(seen.files.get(filesOf(aRun().runId).checked)).toMatchObject({ tab: 'Venues' });
  });

  it('counts what was ended within the last day', async () => {
    const { ports, fetched } = surroundings({ current: known });
    await fetched(sheetOf(rowsOf(known.slice(1))));
    const day = { ...ports, endedLately: async () => 1 };
    expect(await check(aRun(), day)).toMatchObject({ outcome: 'refused', reason: 'too-much-in-a-day' });
  });

  // A pattern that runs away would not come back within the time a test has.
  it('comes to an end over cells as long as a sheet can hold', async () => {
    const long = ['x', 'ก', ' ', '+6', 'a.', "'", '(', '\n', '12-'].map((unit) => `a${unit.repeat(25_000)}a`);
    const rows = Array.from({ length: 90 }, (_, at) => [
      at + 1,
      `Hotel ${at + 1}`,
      ...Array<Cell>(11).fill(long[at % long.length] ?? ''),
    ]);
    expect(await checked(rows)).toMatchObject({ fingerprint: expect.any(String) });
  });
});
