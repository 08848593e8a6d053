import * as z from 'zod';
import { type MailHistory, SWEEP_STATES } from './mail-store.ts';
import { MAIL_CATEGORIES, MAIL_URGENCIES, type MailThread, WAITING_ON } from './mail-thread.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A thread as JSON, as the database and the cache keep it. Categories of other versions are no obstacle. */
export const MailThreadJson = z.object({
  threadId: z.string(),
  historyId: z.string(),
  subject: z.string(),
  firstAt: instant,
  lastAt: instant,
  messages: z.number(),
  participants: z.number(),
  category: z.enum(MAIL_CATEGORIES).catch('other'),
  urgency: z.enum(MAIL_URGENCIES),
  waitingOn: z.enum(WAITING_ON),
  summary: z.string(),
  forged: z.literal(true).optional(),
}) satisfies z.ZodType<MailThread>;

/** How far a look came; what another version called otherwise was perhaps not all. */
export const SweepStateText = z.enum(SWEEP_STATES).catch('latest-only');

export const MailHistoryJson = z.object({
  threads: z.array(MailThreadJson),
  sweptAt: instant,
  state: SweepStateText,
}) satisfies z.ZodType<MailHistory>;
