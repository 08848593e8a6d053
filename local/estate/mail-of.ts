import type { Cell, Sheet } from '../../lambdas/sync/sheet/sheet.ts';
import { MAIL_THREADS, type MadeUpMail } from './mail-threads.ts';

/** A mail as the door `PUT /_sim/mail` takes it. */
export type DemoMail = {
  from: string;
  to: string;
  subject: string;
  body: string;
  date: string;
  headers?: Record<string, string>;
};

const US = 'BMA Support <support@bma.example>';
const HOUR_MILLISECONDS = 3_600_000;

/** What the contacts of the first venues of a sheet and support wrote to each other in the 30 days before `now`. */
export function mailOf(sheet: Sheet, now: Date): DemoMail[] {
  const contacts = contactsIn(sheet);
  return MAIL_THREADS.flatMap(({ venue, subject, daysAgo, mails }) => {
    const contact = contacts[venue];
    if (!contact) return [];
    const hours = mails.map(({ hoursLater = 0 }) => hoursLater);
    const beganAt = now.getTime() - daysAgo * 24 * HOUR_MILLISECONDS - sum(hours) * HOUR_MILLISECONDS;
    return mails.map((mail, nth) => ({
      ...peopleOf(mail, mails, contact),
      subject: nth === 0 ? subject : `Re: ${subject}`,
      body: mail.text,
      date: new Date(beganAt + sum(hours.slice(0, nth + 1)) * HOUR_MILLISECONDS).toISOString(),
      ...(mail.headers && { headers: mail.headers }),
    }));
  });
}

type Contact = { name: string; email: string };

function peopleOf({ from }: MadeUpMail, thread: MadeUpMail[], contact: Contact): { from: string; to: string } {
  const domain = contact.email.slice(contact.email.indexOf('@'));
  const [first] = thread;
  const them =
    first?.from === 'colleague' ? `Front Office <frontoffice${domain}>` : `${contact.name} <${contact.email}>`;
  return from === 'us' ? { from: US, to: them } : { from: them, to: US };
}

/** Whoever the rows of the venue tab name, in the order of the venues' ids. */
function contactsIn({ tabs }: Sheet): Contact[] {
  const rows = tabs.find(({ title }) => title === 'Venues')?.values ?? [];
  const text = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : '');
  return rows
    .filter((row) => typeof row[0] === 'number' && text(row[4]).includes('@'))
    .sort((one, other) => Number(one[0]) - Number(other[0]))
    .map((row) => ({ name: text(row[3]), email: text(row[4]) }));
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
