import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mailboxOf } from '../../clients/google/gmail.ts';
import { google } from '../../clients/google/google.ts';
import { GoogleKey } from '../../clients/google/key.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { OutsideCall } from '../../runtime/resilience/outside-call.ts';
import { type Source, source } from '../../runtime/resilience/source.ts';
import { secretIn } from '../../runtime/secrets.ts';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import { mailHistoryInPostgres } from './mail-history-in-postgres.ts';
import { mailContactsOf } from './mail-venues-in-postgres.ts';
import { patientMailbox } from './patient-mailbox.ts';
import { type RefreshVenueMail, venueMail } from './venue-mail.ts';

export type MailSurroundings = {
  sql: SqlClient;
  secrets: SecretsManagerClient;
  googleSecretArn: string;
  gmailUrl: string;
  tokenUrl: string;
  /** Whose mail is read, by domain-wide delegation. */
  mailbox: string;
  /** Domains of our own people's addresses. */
  ourDomains: readonly string[];
  /** Made for `gmailSource`. */
  outside: OutsideCall;
  clock: Clock;
};

/** Of one call. */
const CALL_MILLISECONDS = 10_000;
/** A try is a call, and where Google refuses our token a new one and the call again. */
export const gmailSource: Source = source('gmail', 25);

/** How the mail of a venue is brought up to date, by the sweep, by scripts, and for whoever asks at once. */
export function venueMailInAws(around: MailSurroundings): RefreshVenueMail {
  const { sql, outside, clock, ourDomains } = around;
  const key = secretIn(around.secrets, around.googleSecretArn, GoogleKey, clock);
  const settings = { rootUrl: around.gmailUrl, tokenUrl: around.tokenUrl, timeoutMilliseconds: CALL_MILLISECONDS };
  const mailbox = mailboxOf(google(settings, key, clock), around.mailbox);
  return venueMail({
    contactsOf: (venueId) => mailContactsOf(sql, venueId),
    store: mailHistoryInPostgres(sql),
    mailbox: (deadline) => patientMailbox(mailbox, { outside, clock, ...(deadline && { deadline }) }),
    clock,
    ourDomains,
  });
}
