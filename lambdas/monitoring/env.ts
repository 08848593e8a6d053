import * as z from 'zod';
import { readEnv } from '../runtime/env.ts';
import { databaseVariables } from '../runtime/sql/database-variables.ts';

const name = z.string().min(1);
const arn = z.string().startsWith('arn:');
const number = z.coerce.number();
const Base = z.object({ LOG_SALT: name });

/** How often and how surely; a stage may be faster than production, see lib/config.ts. */
const rhythm = {
  POLL_INTERVAL_SECONDS: number.positive(),
  RECHECK_SECONDS: number.nonnegative(),
  CONFIRM_DOWN: number.int().positive(),
  CONFIRM_DOWN_CRITICAL: number.int().positive(),
};

export const PlanPollsEnv = Base.extend({
  ...rhythm,
  ZONE_STATES_TABLE: name,
  DIRECTORY_BUCKET: name,
  /** The shards and their queues: [{"id":"one","queueUrl":"https://…"}]. */
  SHARDS: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.array(z.object({ id: name, queueUrl: z.url() })).min(1)),
  NOTICES_TOPIC_ARN: arn,
});
export type PlanPollsEnv = z.infer<typeof PlanPollsEnv>;

/** Of one shard: each has a poller of its own with its own queue and credential. */
export const PollZonesEnv = Base.extend({
  ...rhythm,
  SHARD: name,
  /** All shards' ids, with commas: which accounts are this shard's follows from them. */
  SHARD_IDS: name.transform((ids) => ids.split(',')),
  QUEUE_URL: z.url(),
  ZONE_STATES_TABLE: name,
  DIRECTORY_BUCKET: name,
  SHARED_STATE_TABLE: name,
  SOUNDTRACK_URL: z.url(),
  SOUNDTRACK_SECRET_ARN: arn,
});
export type PollZonesEnv = z.infer<typeof PollZonesEnv>;

export const LandChangesEnv = Base.extend({ ...databaseVariables, CHANGES_BUCKET: name });

export const LearnHabitsEnv = Base.extend({ ...databaseVariables });

export const ExerciseCanaryEnv = Base.extend({
  ZONE_STATES_TABLE: name,
  SHARED_STATE_TABLE: name,
  SOUNDTRACK_URL: z.url(),
  SOUNDTRACK_SECRET_ARN: arn,
  /** The zone of ours that is paused on schedule; 'not-set' where there is none. */
  CANARY_ZONE_ID: name,
  CANARY_ACCOUNT_ID: name,
});

export { readEnv };
