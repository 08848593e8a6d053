import * as z from 'zod';
import { readEnv } from '../runtime/env.ts';
import { databaseVariables } from '../runtime/sql/database-variables.ts';

const arn = z.string().startsWith('arn:');

export const MigrateDatabaseEnv = z.object({
  ...databaseVariables,
  /** What these roles log in with; given to them in the database when it is migrated. */
  APP_SECRET_ARN: arn,
  READER_SECRET_ARN: arn,
});
export const UpkeepPartitionsEnv = z.object(databaseVariables);

export { readEnv };
