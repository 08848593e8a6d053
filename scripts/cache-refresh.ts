/**
 * Makes everybody look again: what is kept about a venue counts as old from now on. A whole source is looked at again by
 * npm run sync (the sheet) and npm run sync -- --discover (Soundtrack).
 * npm run cache:refresh -- --venue 1002 [--stage Dev|Prod]
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cacheStoreInDynamoDb } from '../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import { layeredCache } from '../lambdas/runtime/cache/layered-cache.ts';
import { SILENT } from '../local/sync-now.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --venue VENUE_ID ${stageUsage}`;

await runScript('cache:refresh', async () => {
  const { stage, venue } = readOptions(usage, { ...stageOption, venue: { type: 'string' } } as const);
  if (venue === undefined || !/^[1-9]\d{0,15}$/u.test(venue)) throw new UsageProblem(`which venue? ${usage}`);
  const { aws, inWords, outputs } = await findEnvironment(stage);
  const db = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const clock = () => new Date();
  const meter = { count() {}, milliseconds() {}, level() {}, flush() {} };
  try {
    const store = cacheStoreInDynamoDb(db, outputs.SharedStateTableName, clock);
    await layeredCache({ store, clock, meter, log: SILENT }).invalidate(`venue#${venue}`);
  } finally {
    db.destroy();
  }
  console.log(
    `What is kept about venue ${venue} in ${inWords} counts as old: within 30 seconds everybody looks again.`,
  );
  return 0;
});
