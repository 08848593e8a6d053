/**
 * Lists what sources contradict each other in and nobody has decided yet, oldest first.
 * npm run venues:conflicts -- [--after NUMBER] [--stage Dev|Prod]
 */

import { openDisagreements } from '../lambdas/venues/record/open-disagreements-in-postgres.ts';
import { disagreementInWords } from '../local/console/venue-data/disagreements.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { counted } from './in-words.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';
import { oneLine } from './venue-facts/one-line.ts';

const usage = `use [--after NUMBER] ${stageUsage}`;
const pageSize = 50;

await runScript('venues:conflicts', async () => {
  const { stage, after = '0' } = readOptions(usage, { ...stageOption, after: { type: 'string' } } as const);
  if (!/^\d{1,15}$/u.test(after)) throw new UsageProblem(`--after is the number of the last one seen\n${usage}`);
  const environment = await findEnvironment(stage);
  const page = await withDatabase(environment, (sql) =>
    openDisagreements(sql, { after: Number(after), limit: pageSize + 1 }),
  );
  const shown = page.slice(0, pageSize);
  for (const disagreement of shown) {
    const { id, subject, subjectId, venueName, openedAt } = disagreement;
    const about = subject === 'venue' ? `${oneLine(venueName ?? 'venue')} (${subjectId}): ` : '';
    const since = openedAt.toISOString().slice(0, 10);
    console.log(`#${id}  ${about}${oneLine(disagreementInWords(disagreement))} Since ${since}.`);
  }
  const last = shown.at(-1);
  if (!last)
    console.log(after === '0' ? `Nobody contradicts anybody in ${environment.inWords}.` : 'There are no more.');
  else if (page.length > pageSize) console.log(`There are more: npm run venues:conflicts -- --after ${last.id}`);
  else console.log(`${counted(shown.length, 'open disagreement')}.`);
  return 0;
});
