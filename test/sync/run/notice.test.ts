import { noticeFor } from '../../../lambdas/sync/run/notice.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import { aDifference, aProblem, aReport, aSheetPart } from './a-report.ts';

const refused = (difference = aDifference()) => aReport({ outcome: 'refused', difference });
const failed = (failure: string) => aReport({ outcome: 'failed', failure });
const withProblems = (...rows: number[]) => aReport({ problems: rows.map((row) => aProblem(row)) });

/** The subjects ops read when runs end like this, one after the other. */
function told(...reports: SyncReport[]): string[] {
  let mark: string | undefined;
  return reports.flatMap((report) => {
    const notice = noticeFor(report, mark);
    if (notice) mark = notice.mark;
    return notice ? [notice.subject] : [];
  });
}

describe('ops', () => {
  it('hear nothing of runs in which all is in order', () => {
    expect(told(aReport(), aReport())).toEqual([]);
  });

  it('hear of the same refusal, failure or problems once', () => {
    expect(told(refused(), refused(), refused())).toEqual(['Venue sheet: a large change waits for your decision']);
    expect(told(failed('not shared'), failed('not shared'))).toEqual(['Venue sheet: the sync failed']);
    expect(told(withProblems(4, 7), withProblems(4, 7))).toEqual(['Venue sheet: 2 cells or rows to mend']);
  });

  it('hear once that several tabs list the same venues, and again when another one is read', () => {
    const reading = (tab: string, ...tabsBeside: string[]) => aReport({ sheet: aSheetPart(tab, tabsBeside) });
    const two = 'Venue sheet: 2 tabs list the same venues, one is read';
    expect(told(reading('Venues', 'Copy'), reading('Venues', 'Copy'))).toEqual([two]);
    expect(told(reading('Venues', 'Copy'), reading('Copy', 'Venues'))).toEqual([two, two]);
    expect(told(reading('Venues', 'Copy'), reading('Venues'))).toEqual([two, 'Venue sheet: in order again']);
  });

  it('hear of another one', () => {
    expect(told(refused(), refused(aDifference({ fingerprint: 'another' })))).toHaveLength(2);
    expect(told(failed('not shared'), failed('not found'))).toHaveLength(2);
    expect(told(withProblems(4), withProblems(4, 7), withProblems(7))).toHaveLength(3);
  });

  it('hear once of trouble that only words itself otherwise at each try', () => {
    const away = (why: string) => failed(`Reading the sheet: the venue sheet cannot be read now (${why})`);
    expect(told(away('Google took too long'), away('Google does not answer'))).toHaveLength(1);
    const database = (what: string) => failed(`Checking the sheet: The database does not answer: gone for "${what}"`);
    expect(told(database('select 1'), database('insert into sync_log'))).toHaveLength(1);
  });

  it('hear of another reason for a refusal that leaves no difference to compare', () => {
    const nothing = { fingerprint: 'of-nothing', canBeApproved: false, removed: 0, share: 0 };
    const noHeader = refused(aDifference({ ...nothing, reason: 'no-header' }));
    const noColumn = refused(aDifference({ ...nothing, reason: 'no-id-or-name-column' }));
    expect(told(noHeader, noColumn, noColumn)).toEqual(
      Array(2).fill('Venue sheet: nothing applied, it must be mended'),
    );
  });

  it('hear that all is in order again, once', () => {
    expect(told(failed('not shared'), aReport(), aReport())).toEqual([
      'Venue sheet: the sync failed',
      'Venue sheet: in order again',
    ]);
    expect(told(withProblems(4), aReport()).at(-1)).toBe('Venue sheet: in order again');
  });

  it('hear nothing new when rows only stand elsewhere or say it with other words', () => {
    const sorted = [aProblem(5, { venueId: 1007, message: 'still no phone' }), aProblem(9, { venueId: 1004 })];
    expect(told(withProblems(4, 7), aReport({ problems: sorted }))).toHaveLength(1);
  });

  it('read the whole report', () => {
    const notice = noticeFor(refused(aDifference({ inWords: '- removed: Hotel Lotus (7)' })), undefined);
    expect(notice?.text).toContain('- removed: Hotel Lotus (7)');
    expect(notice?.text).toContain('npm run sync -- --approve abcdef012345');
  });

  it('get a subject that any mail system takes', () => {
    for (const report of [refused(), failed('ไม่ได้'), withProblems(...Array(200).keys()), aReport()]) {
      const subject = noticeFor(report, 'something else')?.subject ?? '';
      expect(subject).toMatch(/^[ -~]{1,100}$/);
    }
  });
});
