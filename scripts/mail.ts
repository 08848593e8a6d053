/**
 * Shows the mail history of a venue, asking Gmail when what is kept is older than two hours.
 * npm run mail -- --venue 1002 [--refresh] [--json] [--stage Dev|Prod]
 */

import { historyInWords } from '../lambdas/sync/mail/index.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { askForMail } from './mail/ask-for-mail.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --venue VENUE_ID [--refresh] [--json] ${stageUsage}`;

await runScript('mail', async () => {
  const {
    stage,
    venue,
    refresh = false,
    json,
  } = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    refresh: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const);
  if (venue === undefined || !/^\d{1,15}$/.test(venue)) throw new UsageProblem(`which venue? ${usage}`);
  const environment = await findEnvironment(stage);
  const answer = await withDatabase(environment, (sql) => askForMail(environment, sql, venue, { refresh }));
  console.log(json ? JSON.stringify(answer, null, 2) : historyInWords(`Venue ${venue}`, answer, new Date()));
  return answer.kind === 'fresh' || answer.kind === 'cached' ? 0 : 1;
});
