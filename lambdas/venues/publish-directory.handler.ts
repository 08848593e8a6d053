import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { PublishDirectoryEnv, readEnv } from './env.ts';
import { publishDirectory } from './publication/publish-directory.ts';
import { publishPorts } from './publication/publish-ports-in-aws.ts';
import { expireOverrides } from './record/expire-overrides-in-postgres.ts';

const env = readEnv(PublishDirectoryEnv);
const log = createLog('publish-directory', env.LOG_SALT);
const sql = databaseOf(env);
const s3 = new S3Client({ ...impatient, maxAttempts: 3 });
const Input = z.object({ runId: z.string().optional() });

/**
 * Puts a new version of the directory in force when the record has changed, or changes because an override is over: those
 * end in time also while a change of the sheet waits for somebody.
 */
export const handler = stepHandler('Publishing the directory', { log }, async (input) => {
  const { runId } = Input.parse(input ?? {});
  const now = systemClock();
  await expireOverrides(sql, now);
  return publishDirectory(publishPorts(sql, s3, env.DIRECTORY_BUCKET, runId), now);
});
