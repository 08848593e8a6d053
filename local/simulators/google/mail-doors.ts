import type { Json } from '../json.ts';
import type { Mail } from './mail-store.ts';
import type { Parts } from './parts.ts';
import { readMails } from './read-mail.ts';

/** What a person does to the mailbox: fills it, and looks into it. */
export const mailDoors = ({ announce, mail }: Parts): Record<string, (body: Json) => Promise<Json>> => ({
  'PUT /_sim/mail': async (body) => {
    const mails = readMails(body.messages);
    if ('problem' in mails) return mails;
    if (body.append !== true) mail.clear();
    mail.add(mails);
    announce({ type: 'mail', messages: mails.length, total: mail.all().length });
    return { ...overview(mail.all()) };
  },
  'GET /_sim/mail': async () => ({ ...overview(mail.all()), messages: mail.all() }),
});

const overview = (mails: Mail[]) => ({
  total: mails.length,
  threads: new Set(mails.map(({ threadId }) => threadId)).size,
});
