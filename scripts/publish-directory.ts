/**
 * Publishes the venue directory from the record now, as every sync run does at its end.
 * npm run directory:publish [-- --stage Dev|Prod]
 */

import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { publishNow } from './in-force.ts';
import { counted } from './in-words.ts';
import { readOptions, runScript } from './run-script.ts';

await runScript('directory:publish', async () => {
  const { stage } = readOptions(`use ${stageUsage}`, stageOption);
  const environment = await findEnvironment(stage);
  const { kind, version, counts } = await withDatabase(environment, (sql) => publishNow(environment, sql));
  const held = `${counted(counts.venues, 'venue')}, ${counted(counts.zones, 'zone')}`;
  console.log(
    {
      published: `Version ${version} is in force in ${environment.inWords}: ${held}. Every function has it within a minute.`,
      unchanged: `Nothing has changed: version ${version} stays in force in ${environment.inWords}: ${held}.`,
      'newer-in-force': `Somebody published version ${version} meanwhile, which contains all of this.`,
    }[kind],
  );
  return 0;
});
