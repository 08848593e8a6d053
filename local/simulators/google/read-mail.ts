import { instantOf, isObject, type Json, listOf, objectOf, textOf } from '../json.ts';
import { addressesIn } from './mail-addresses.ts';

/** A mail as the door takes it. */
export type GivenMail = {
  from: string;
  to: string;
  cc: string;
  subject: string;
  body: string;
  date: Date;
  html?: string;
  /** Of the body; UTF-8 unless named. */
  charset?: string;
  attachments: { filename: string; mimeType: string; text: string }[];
  /** Further headers, and other values for ours; a repeated one has several. */
  headers: Record<string, string[]>;
  labels: string[];
};

/** Mails from outside, or what the first wrong one lacks. */
export function readMails(input: unknown): GivenMail[] | { problem: string } {
  if (!Array.isArray(input)) return { problem: "'messages' must be a list of {from, to, subject, body, date}" };
  const mails: GivenMail[] = [];
  for (const [nth, given] of input.entries()) {
    const mail = isObject(given) ? readMail(given) : 'must be {from, to, subject, body, date}';
    if (typeof mail === 'string') return { problem: `'messages[${nth}]' ${mail}` };
    mails.push(mail);
  }
  return mails;
}

function readMail({ from, to, cc, subject, body, date, html, charset, attachments, headers, labels }: Json) {
  const sentAt = instantOf(date);
  const sender = textOf(from) ?? '';
  if (addressesIn(sender).length !== 1) return "needs 'from' with one address";
  const recipients = peopleIn(to);
  if (addressesIn(recipients).length === 0) return "needs 'to' with an address";
  if (typeof (subject ?? '') !== 'string' || typeof (body ?? '') !== 'string')
    return "needs 'subject' and 'body' as text";
  if (!sentAt) return "needs 'date' as ISO text or milliseconds";
  return {
    from: sender,
    to: recipients,
    cc: peopleIn(cc),
    subject: textOf(subject) ?? '',
    body: textOf(body) ?? '',
    date: sentAt,
    ...(textOf(html) && { html: String(html) }),
    ...(textOf(charset) && { charset: String(charset).toLowerCase() }),
    attachments: listOf(attachments)
      .map(objectOf)
      .map(({ filename, mimeType, text }) => ({
        filename: textOf(filename) ?? 'file',
        mimeType: textOf(mimeType) ?? 'application/octet-stream',
        text: textOf(text) ?? '',
      })),
    headers: Object.fromEntries(
      Object.entries(objectOf(headers)).map(([name, value]) => [name, [value].flat().map(String)]),
    ),
    labels: listOf(labels).length > 0 ? listOf(labels).map(String) : ['INBOX'],
  };
}

const peopleIn = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(', ') : (textOf(value) ?? '');
