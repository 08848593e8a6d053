import type { MailMessage } from '../../../lambdas/clients/google/mail-message.ts';
import type { Sides } from '../../../lambdas/sync/mail/people.ts';
import { summarise } from '../../../lambdas/sync/mail/summarise.ts';

export const US = 'BMA Support <support@bma.example>';
export const THEM = 'Anna Kim <anna@thehotel.co.th>';
export const SIDES: Sides = {
  ourDomains: ['bma.example'],
  venue: { addresses: ['anna@thehotel.co.th', 'gm.hotel@gmail.com'], domains: ['thehotel.co.th'] },
};

/** A mail of the venue's contact to us, an hour after the one before. */
export const aMail = ({ headers, ...mail }: Partial<MailMessage> = {}, nth = 0): MailMessage => ({
  id: `m${nth}`,
  sentAt: new Date(Date.parse('2026-11-20T03:00:00Z') + nth * 3_600_000),
  from: THEM,
  to: [mail.from?.includes('bma.example') ? THEM : US],
  cc: [],
  subject: 'Hello',
  snippet: 'Good morning',
  labels: ['INBOX'],
  mimeType: 'multipart/alternative',
  headers: { 'authentication-results': 'mx.google.com; dmarc=pass header.from=thehotel.co.th', ...headers },
  ...mail,
});

export const summaryOf = (...mails: Partial<MailMessage>[]) =>
  summarise({ id: 't1', historyId: '7', messages: mails.map((mail, nth) => aMail(mail, nth)) }, SIDES);
