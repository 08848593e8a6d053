import { listMail, readAttachment, readMessage, readProfile, readThread } from './gmail-api.ts';
import { refuse } from './google-errors.ts';
import type { Route } from './route.ts';
import { SCOPES } from './settings.ts';

/** One kind of Gmail request and its price in quota units, for a project begun since May 2026. */
const mailRoute = (kind: string, units: number, path: string, read: Route['answer']): Route => ({
  kind,
  pattern: new RegExp(`^/gmail/v1/users/([^/]+)/${path}$`),
  scopes: [SCOPES.mail, SCOPES.mailHeaders],
  spend: ({ mailQuota }, { mailbox = '' }) => (mailQuota.spend(mailbox, units) ? undefined : refuse('mailQuota')),
  answer(parts, call, names, token) {
    const user = names[0]?.toLowerCase();
    // The account itself has no mailbox: without delegation there is nothing to read.
    if (token.mailbox === undefined) return refuse('noMailbox');
    if (user !== 'me' && user !== token.mailbox) return refuse('delegationDenied');
    if (parts.faults.strike('notFound')) return refuse('notFound');
    return read(parts, call, names.slice(1), token);
  },
});

export const GMAIL_ROUTES: Route[] = [
  mailRoute('messages.list', 5, 'messages', (parts, call, _, token) => listMail(parts, call, token, 'messages')),
  mailRoute('threads.list', 10, 'threads', (parts, call, _, token) => listMail(parts, call, token, 'threads')),
  mailRoute('messages.get', 20, 'messages/([^/]+)', (parts, call, [id = ''], token) =>
    readMessage(parts, call, token, id),
  ),
  mailRoute('threads.get', 40, 'threads/([^/]+)', (parts, call, [id = ''], token) =>
    readThread(parts, call, token, id),
  ),
  mailRoute('attachments.get', 20, 'messages/([^/]+)/attachments/([^/]+)', (parts, _, [id = '', file = ''], token) =>
    readAttachment(parts, token, id, file),
  ),
  mailRoute('getProfile', 1, 'profile', (parts, _call, _names, token) => readProfile(parts, token)),
];
