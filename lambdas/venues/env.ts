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

/** In functions that name people or venues in their logs, see runtime/log.ts. */
const Salted = z.object({ LOG_SALT: z.string().min(1), ...databaseVariables });

export const PublishDirectoryEnv = Salted.extend({ DIRECTORY_BUCKET: z.string().min(1) });
export const DiscoverZonesEnv = Salted.extend({
  SHARED_STATE_TABLE: z.string().min(1),
  SOUNDTRACK_SECRET_ARN: arn,
  SOUNDTRACK_URL: z.url(),
  /** Soundtrack is asked for everything at most this often, unless a run says otherwise. */
  DISCOVER_EVERY_MINUTES: z.coerce.number().positive(),
});

export { readEnv };
