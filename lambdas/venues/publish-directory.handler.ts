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

const env = readEnv(PublishDirectoryEnv);
const log = createLog('publish-directory', env.LOG_SALT);
const sql = databaseOf(env);
const s3 = new S3Client({ ...impatient, maxAttempts: 3 });
const Input = z.object({ runId: z.string().optional() });

/** Puts a new version of the directory in force when the record has changed. */
export const handler = stepHandler('Publishing the directory', { log }, (input) => {
  const { runId } = Input.parse(input ?? {});
  return publishDirectory(publishPorts(sql, s3, env.DIRECTORY_BUCKET, runId), systemClock());
});
