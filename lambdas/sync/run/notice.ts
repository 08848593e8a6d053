import { digest } from '../../runtime/fingerprint.ts';
import { reportInWords } from './report-in-words.ts';
import type { SyncReport } from './sync-report.ts';

/** Something ops should read, and a mark that is the same as long as the news is the same. */
export type Notice = { subject: string; text: string; mark: string };

const IN_ORDER = 'in-order';

/** Tells ops what is new: a run that waits for them or failed, other problems than last time, all in order again. */
export function noticeFor(report: SyncReport, lastMark: string | undefined): Notice | undefined {
  const mark = markOf(report);
  if (mark === (lastMark ?? IN_ORDER)) return undefined;
  return { subject: subjectOf(report), text: reportInWords(report), mark };
}

function markOf({ outcome, difference, failure, problems, problemCount, sheet }: SyncReport): string {
  if (outcome === 'refused') return `refused ${difference?.reason} ${difference?.fingerprint}`;
  if (outcome === 'failed') return `failed ${digest(gist(failure ?? '')).slice(0, 12)}`;
  // Which tab is read, while another one lists the same venues: after a renaming it may be the wrong one.
  const rivals = sheet?.tabsBeside?.length ? [sheet.tab, ...sheet.tabsBeside] : [];
  if (problemCount === 0 && rivals.length === 0) return IN_ORDER;
  // In no order, and venues by their id: who sorts the sheet anew makes no news.
  const what = problems.map(({ venueId, row, field, code }) => `${venueId ?? `row ${row}`} ${field} ${code}`).sort();
  return `problems ${digest(JSON.stringify([problemCount, what, ...rivals])).slice(0, 12)}`;
}

/** What stands in brackets or quotes changes from one try to the next while the trouble is the same. */
const gist = (failure: string): string => failure.replace(/\([^)]*\)|"[^"]*"/g, '');

function subjectOf({ outcome, difference, problemCount, sheet }: SyncReport): string {
  if (outcome === 'refused')
    return difference?.canBeApproved === false
      ? 'Venue sheet: nothing applied, it must be mended'
      : 'Venue sheet: a large change waits for your decision';
  if (outcome === 'failed') return 'Venue sheet: the sync failed';
  if (problemCount === 0 && sheet?.tabsBeside?.length)
    return `Venue sheet: ${sheet.tabsBeside.length + 1} tabs list the same venues, one is read`;
  return problemCount === 0 ? 'Venue sheet: in order again' : `Venue sheet: ${problemCount} cells or rows to mend`;
}
