import { gmail } from '@googleapis/gmail';
import * as z from 'zod';
import { callGoogle, type Google } from './google.ts';
import { type MailMessage, METADATA_HEADERS, mailMessage, Thread } from './mail-message.ts';
import type { MailQuery } from './mail-query.ts';
import { type Later, later, type Refused } from './outcome.ts';

/** Which threads there are, latest first. `historyId` changes whenever a thread does. */
export type ThreadsAnswer =
  | { kind: 'threads'; threads: { id: string; historyId: string }[]; nextPageToken?: string }
  | Refused
  | Later;

/** One thread, oldest mail first. */
export type ThreadAnswer = { kind: 'thread'; id: string; historyId: string; messages: MailMessage[] } | Refused | Later;

/** What a mailbox can be asked. One listing costs 10 quota units, one thread 40, of 6,000 a minute and mailbox. */
export type Mailbox = {
  threads(query: MailQuery, options?: { pageToken?: string; atMost?: number }): Promise<ThreadsAnswer>;
  thread(id: string, options?: { format?: 'metadata' | 'full' }): Promise<ThreadAnswer>;
};

const scope = 'https://www.googleapis.com/auth/gmail.readonly';
const List = z.object({
  threads: z.array(z.object({ id: z.string(), historyId: z.string().default('') })).default([]),
  nextPageToken: z.string().optional(),
});

/** A mailbox of our own domain, by domain-wide delegation. */
export const mailboxOf = (google: Google, mailbox: string): Mailbox => ({
  threads: (query, options) => listThreads(google, mailbox, query, options),
  thread: (id, options) => readThread(google, mailbox, id, options),
});

export async function listThreads(
  google: Google,
  mailbox: string,
  query: MailQuery,
  { pageToken, atMost = 100 }: { pageToken?: string; atMost?: number } = {},
): Promise<ThreadsAnswer> {
  const { users } = gmail({ version: 'v1', rootUrl: google.settings.rootUrl });
  const got = await callGoogle(google, { scope, mailbox }, (options) =>
    users.threads.list({ userId: 'me', q: query, maxResults: atMost, ...(pageToken && { pageToken }) }, options),
  );
  if (got.kind !== 'got') return got;
  const list = List.safeParse(got.body);
  if (!list.success) return later('network');
  const { threads, nextPageToken } = list.data;
  return { kind: 'threads', threads, ...(nextPageToken && { nextPageToken }) };
}

/** Headers and snippets; with `full` also the plain text of each mail. */
export async function readThread(
  google: Google,
  mailbox: string,
  id: string,
  { format = 'metadata' }: { format?: 'metadata' | 'full' } = {},
): Promise<ThreadAnswer> {
  const { users } = gmail({ version: 'v1', rootUrl: google.settings.rootUrl });
  const asked = format === 'metadata' ? { format, metadataHeaders: METADATA_HEADERS } : { format };
  const got = await callGoogle(google, { scope, mailbox }, (options) =>
    users.threads.get({ userId: 'me', id, ...asked }, options),
  );
  if (got.kind !== 'got') return got;
  const thread = Thread.safeParse(got.body);
  if (!thread.success) return later('network');
  const messages = thread.data.messages.map(mailMessage);
  messages.sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
  return { kind: 'thread', id: thread.data.id, historyId: thread.data.historyId, messages };
}
