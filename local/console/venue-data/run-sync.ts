import * as z from 'zod';
import { reportInWords } from '../../../lambdas/sync/run/report-in-words.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import { Refused } from '../answer.ts';
import { readRequest } from '../read-request.ts';
import type { SyncDesk } from './venue-desk.ts';

const USAGE = '{by?, approve?: the fingerprint of a refused difference, discover?: true to ask Soundtrack too}';
const Request = z.strictObject({
  by: z.string().trim().min(1).max(100).default('console'),
  approve: z.string().trim().min(1).max(100).optional(),
  discover: z.boolean().optional(),
});

/** The report beside its own words; `joined`: a run was under way already, and this is its report. */
export type SyncAnswer = SyncReport & { inWords: string; joined?: true };

/** `POST /_local/sync`: runs the venue sheet sync now and answers when it has ended, however it ended. */
export async function runSync(body: unknown, sync: Pick<SyncDesk, 'run'>): Promise<SyncAnswer> {
  const { by, approve, discover } = readRequest(Request, body, USAGE);
  const outcome = await sync.run({ by, ...(approve && { approves: approve }), ...(discover && { discover }) });
  switch (outcome.kind) {
    case 'too-many':
      throw new Refused(429, `Too many runs were asked for; try again in ${outcome.retryAfterSeconds} s.`);
    case 'no-report':
      throw new Refused(
        500,
        `Run ${outcome.requested.runId} ended without a report: its last step did not come through. The logs of finish-sync say why.`,
      );
    case 'ended': {
      const { report, requested } = outcome;
      return { ...report, inWords: reportInWords(report), ...(requested.kind === 'joined' && { joined: true }) };
    }
  }
}
