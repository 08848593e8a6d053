/**
 * Publishes the venue directory from the record now, as every sync run does at its end.
 * npm run directory:publish [-- --stage Dev|Prod]
 */

import { S3Client } from '@aws-sdk/client-s3';
import { publishDirectory } from '../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../lambdas/venues/publication/publish-ports-in-aws.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { counted } from './in-words.ts';
import { readOptions, runScript } from './run-script.ts';

await runScript('directory:publish', async () => {
  const { stage } = readOptions(`use ${stageUsage}`, stageOption);
  const environment = await findEnvironment(stage);
  const s3 = new S3Client(environment.aws);
  try {
    const { kind, version, counts } = await withDatabase(environment, (sql) =>
      publishDirectory(publishPorts(sql, s3, environment.outputs.DirectoryBucketName), new Date()),
    );
    const held = `${counted(counts.venues, 'venue')}, ${counted(counts.zones, 'zone')}`;
    console.log(
      {
        published: `Version ${version} is in force in ${environment.inWords}: ${held}. Every function has it within a minute.`,
        unchanged: `Nothing has changed: version ${version} stays in force in ${environment.inWords}: ${held}.`,
        'newer-in-force': `Somebody published version ${version} meanwhile, which contains all of this.`,
      }[kind],
    );
    return 0;
  } finally {
    s3.destroy();
  }
});
