import { objectOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { refuse, refuseArgument } from './google-errors.ts';
import { attachmentId, FORMATS, type Format, messageJson, snippetOf } from './mail-json.ts';
import { readSearch } from './mail-search.ts';
import type { Mail } from './mail-store.ts';
import type { Parts } from './parts.ts';
import { SCOPES } from './settings.ts';
import type { Token } from './tokens.ts';

const HIDDEN_LABELS = ['SPAM', 'TRASH'];

/** `messages.list` and `threads.list`: ids, latest first, page by page; no key at all where nothing is found. */
export function listMail(parts: Parts, { query }: Call, token: Token, what: 'messages' | 'threads'): Answer {
  const q = query.get('q') ?? '';
  if (q !== '' && !token.scopes.includes(SCOPES.mail)) return refuse('metadataScope');
  const size = Number(query.get('maxResults') ?? 100);
  if (!Number.isInteger(size) || size < 1) return refuseArgument('Invalid value for maxResults');
  const from = query.get('pageToken') === null ? 0 : Number(query.get('pageToken'));
  if (!Number.isInteger(from) || from < 0) return refuseArgument('Invalid pageToken');

  const found = matching(parts, q, query.get('includeSpamTrash') === 'true');
  const rows = what === 'messages' ? found.map(({ id, threadId }) => ({ id, threadId })) : threadRows(found);
  const page = rows.slice(from, from + Math.min(size, 500));
  const next = from + page.length;
  return answer(200, {
    ...(page.length > 0 && { [what]: page }),
    ...(next < rows.length && { nextPageToken: String(next) }),
    resultSizeEstimate: rows.length,
  });
}

function matching({ mail, time }: Parts, q: string, withHidden: boolean): Mail[] {
  const fits = readSearch(q, time.clock());
  const showsHidden = withHidden || /\bin:(anywhere|spam|trash)\b/i.test(q);
  return mail
    .all()
    .filter((one) => (showsHidden || !one.labels.some((label) => HIDDEN_LABELS.includes(label))) && fits(one));
}

/** A thread stands where its latest mail found stands. */
function threadRows(found: Mail[]) {
  const latest = new Map<string, Mail>();
  for (const mail of found) if (!latest.has(mail.threadId)) latest.set(mail.threadId, mail);
  return [...latest.values()].map((mail) => ({
    id: mail.threadId,
    snippet: snippetOf(mail),
    historyId: mail.historyId,
  }));
}

/** `threads.get`: its mails, oldest first. */
export function readThread(parts: Parts, call: Call, token: Token, id: string): Answer {
  const mails = parts.mail.thread(id);
  if (mails.length === 0) return refuse('notFound');
  const format = formatOf(call, token);
  if (typeof format !== 'string') return format;
  const historyId = mails.map((mail) => mail.historyId).at(-1);
  const messages = mails.map((mail) => messageJson(mail, format, call.query.getAll('metadataHeaders')));
  return answer(200, { id, historyId, messages });
}

/** `messages.get`. */
export function readMessage(parts: Parts, call: Call, token: Token, id: string): Answer {
  const mail = parts.mail.find(id);
  if (!mail) return refuse('notFound');
  const format = formatOf(call, token);
  if (typeof format !== 'string') return format;
  return answer(200, messageJson(mail, format, call.query.getAll('metadataHeaders')));
}

/** `attachments.get`. */
export function readAttachment(parts: Parts, token: Token, messageId: string, wanted: string): Answer {
  if (!token.scopes.includes(SCOPES.mail)) return refuse('insufficientScope');
  const mail = parts.mail.find(messageId);
  const file = mail?.attachments.find((_, nth) => attachmentId(mail, nth) === wanted);
  if (!file) return refuse('notFound');
  const bytes = Buffer.from(file.text);
  return answer(200, { size: bytes.length, data: bytes.toString('base64url') });
}

/** `getProfile`. */
export function readProfile({ mail }: Parts, { mailbox }: Token): Answer {
  const mails = mail.all();
  return answer(200, {
    emailAddress: mailbox,
    messagesTotal: mails.length,
    threadsTotal: new Set(mails.map(({ threadId }) => threadId)).size,
    historyId: objectOf(mails[0]).historyId ?? '1000',
  });
}

function formatOf({ query }: Call, token: Token): Format | Answer {
  const asked = query.get('format')?.toLowerCase() ?? 'full';
  const format = FORMATS.find((known) => known === asked);
  if (!format) return refuseArgument(`Invalid value at 'format', "${asked}"`);
  const isWhole = format === 'full' || format === 'raw';
  return isWhole && !token.scopes.includes(SCOPES.mail) ? refuse('metadataScopeFormat') : format;
}
