import * as z from 'zod';
import { readEnv } from '../runtime/env.ts';
import { databaseVariables } from '../runtime/sql/database-variables.ts';

const url = z.url();
const arn = z.string().startsWith('arn:');
const name = z.string().min(1);
const minutes = z.coerce.number().positive();

const Base = z.object({ LOG_SALT: name });
const Runs = Base.extend({ RUNS_BUCKET: name });
const Google = { GOOGLE_SECRET_ARN: arn, GOOGLE_TOKEN_URL: url };

export const RequestSyncEnv = Base.extend({
  SHARED_STATE_TABLE: name,
  STATE_MACHINE_ARN: arn,
  SYNC_EVERY_MINUTES: minutes,
  SYNC_RETRY_MINUTES: minutes,
  SPREADSHEET_ID: name,
});
export const FetchSheetEnv = Runs.extend({
  ...Google,
  GOOGLE_SHEETS_URL: url,
  /** The venue sheet; 'not-set' where none is read. */
  SPREADSHEET_ID: name,
  SHARED_STATE_TABLE: name,
});
export const CheckSheetEnv = Runs.extend({
  ...databaseVariables,
  /** Share of the known venues that a run may change or remove without a person, 0 to 1. */
  MAX_CHANGE_SHARE: z.coerce.number().min(0).max(1),
});
export const ApplySheetEnv = Runs.extend({ ...databaseVariables, SHARED_STATE_TABLE: name });
export const FinishSyncEnv = Runs.extend({ ...databaseVariables, SHARED_STATE_TABLE: name, NOTICES_TOPIC_ARN: arn });
export const SweepMailEnv = Base.extend({
  ...databaseVariables,
  ...Google,
  GOOGLE_GMAIL_URL: url,
  /** Whose mail is read; 'not-set' where none is. */
  MAILBOX: name,
  /** Domains of our own people's addresses, with commas between them. */
  OUR_MAIL_DOMAINS: name.transform((domains) => domains.toLowerCase().split(',')),
  /** Of Gmail's quota for the mailbox, what the sweep may use. */
  MAIL_UNITS_PER_MINUTE: z.coerce.number().positive(),
  SHARED_STATE_TABLE: name,
});

export { readEnv };
