/**
 * Runs the venue sheet sync now and prints its report.
 * npm run sync [-- --approve FINGERPRINT] [--discover] [--by NAME] [--json] [--stage Dev|Prod]
 */

import { userInfo } from 'node:os';
import { reportInWords } from '../lambdas/sync/run/report-in-words.ts';
import { syncNow } from '../local/sync-now.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use [--approve FINGERPRINT] [--discover] [--by NAME] [--json] ${stageUsage}`;

await runScript('sync', async () => {
  const { stage, approve, discover, by, json } = readOptions(usage, {
    ...stageOption,
    approve: { type: 'string' },
    discover: { type: 'boolean' },
    by: { type: 'string' },
    json: { type: 'boolean' },
  } as const);
  if (by !== undefined && (by.trim() === '' || by.length > 100)) throw new UsageProblem(`--by is a name. ${usage}`);
  if (approve?.trim() === '') throw new UsageProblem(`--approve names the fingerprint that the report shows. ${usage}`);
  const environment = await findEnvironment(stage);
  const request = {
    by: by ?? userInfo().username,
    ...(approve !== undefined && { approves: approve }),
    ...(discover && { discover }),
  };
  const outcome = await syncNow(request, environment, {
    onWait: (runId, seconds) => console.error(`  ${runId} has been running for ${seconds} s`),
  });
  switch (outcome.kind) {
    case 'too-many':
      throw new PlainProblem(`too many runs were asked for; try again in ${outcome.retryAfterSeconds} s`);
    case 'no-report':
      throw new PlainProblem(
        `run ${outcome.requested.runId} ended without a report; look at its execution, docs/runbook.md#finish-sync`,
      );
    case 'ended': {
      const { report, requested } = outcome;
      if (requested.kind === 'joined')
        console.error(
          `A run was under way already; this is its report. What was edited in the sheet since ${report.startedAt} may not be in it: then run it again.`,
        );
      console.log(json ? JSON.stringify(report, null, 2) : reportInWords(report));
      return report.outcome === 'succeeded' ? 0 : 1;
    }
  }
});
