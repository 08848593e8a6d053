/**
 * Makes everybody look again: what is kept about a venue counts as old from now on. A whole source is looked at again by
 * npm run sync (the sheet) and npm run sync -- --discover (Soundtrack).
 * npm run cache:refresh -- --venue 1002 [--stage Dev|Prod]
 */

import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { forgetKept } from './in-force.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --venue VENUE_ID ${stageUsage}`;

await runScript('cache:refresh', async () => {
  const { stage, venue } = readOptions(usage, { ...stageOption, venue: { type: 'string' } } as const);
  if (venue === undefined || !/^[1-9]\d{0,15}$/u.test(venue)) throw new UsageProblem(`which venue? ${usage}`);
  const environment = await findEnvironment(stage);
  await forgetKept(environment, Number(venue));
  console.log(
    `What is kept about venue ${venue} in ${environment.inWords} counts as old: within 30 seconds everybody looks again.`,
  );
  return 0;
});
