import type { MailMessage } from '../../clients/google/mail-message.ts';
import { automaticMail } from './automatic.ts';
import type { MailThread } from './mail-thread.ts';
import { addressOf, isOfVenue, isOurs, type Sides } from './people.ts';
import { oneLine, plainLine, shortened } from './plain-text.ts';
import { categoryOf, type Said, urgencyOf, waitingOnIn } from './reading.ts';
import { checkSender } from './sender-check.ts';

const SUBJECT_LENGTH = 200;
const SUMMARY_LENGTH = 280;
const WORDS_LENGTH = 400;

export type ReadThread = { id: string; historyId: string; messages: readonly MailMessage[] };

/**
 * What is kept of a thread; undefined when no person wrote in it, or nobody of the venue takes part. A search also
 * finds look-alikes (`hilton.com.example.net`), so who takes part is checked again here.
 */
export function summarise({ id, historyId, messages }: ReadThread, sides: Sides): MailThread | undefined {
  const mails = messages.filter((mail) => automaticMail(mail) === undefined);
  const [first, last] = [mails[0], mails.at(-1)];
  const people = new Set(mails.flatMap(({ from, to, cc }) => [from, ...to, ...cc].map(addressOf).filter(isAddress)));
  if (!first || !last || ![...people].some((address) => isOfVenue(address, sides))) return undefined;

  const checked = mails.map((mail) => ({
    mail,
    check: checkSender(mail.from, mail.headers['authentication-results']),
  }));
  const said = checked.map(
    ({ mail, check }): Said => ({
      side: isOurs(addressOf(mail.from), sides) && check !== 'forged' ? 'us' : 'them',
      subject: oneLine(mail.subject),
      words: withoutQuotation(shortened(oneLine(mail.snippet), WORDS_LENGTH)),
      confirmed: check !== 'forged',
    }),
  );
  const category = categoryOf(said);
  const waitingOn = waitingOnIn(said);
  const isForged = checked.some(({ check }) => check === 'forged');
  return {
    threadId: id,
    historyId,
    subject: shortened(oneLine(first.subject), SUBJECT_LENGTH),
    firstAt: first.sentAt,
    lastAt: last.sentAt,
    messages: mails.length,
    participants: people.size,
    category,
    urgency: urgencyOf(said, category, waitingOn),
    waitingOn,
    summary: summaryOf(mails, said, people.size, isForged),
    ...(isForged && { forged: true }),
  };
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

/** A snippet runs on into the mail it answers. */
const withoutQuotation = (snippet: string): string =>
  snippet
    .replace(/(On .{6,80} wrote:|-{3,} ?(Original Message|Forwarded)|From: .{3,80} Sent:|เมื่อ .{6,80} เขียนว่า).*$/i, '')
    .trim();

function summaryOf(mails: MailMessage[], said: Said[], people: number, isForged: boolean): string {
  const last = said.at(-1);
  const day = (mail: MailMessage | undefined) => mail?.sentAt.toISOString().slice(0, 10);
  const counts = `${counted(mails.length, 'mail')} among ${counted(people, 'person', 'people')} since ${day(mails[0])}`;
  const latest = `last from ${last?.side === 'us' ? 'us' : 'them'} on ${day(mails.at(-1))}`;
  const warning = isForged ? ' Sender not confirmed.' : '';
  const words = plainLine(last?.words ?? '').replace(/["“”]/g, "'");
  const frame = `${counts}, ${latest}.${warning}`;
  return words === '' ? frame : `${frame} “${shortened(words, SUMMARY_LENGTH - frame.length - 3)}”`;
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
