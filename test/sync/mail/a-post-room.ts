import { mailboxOf } from '../../../lambdas/clients/google/gmail.ts';
import { outsideCall } from '../../../lambdas/runtime/resilience/outside-call.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { mailHistoryInPostgres } from '../../../lambdas/sync/mail/mail-history-in-postgres.ts';
import {
  forgetMailOfEnded,
  longestUnswept,
  mailContactsOf,
} from '../../../lambdas/sync/mail/mail-venues-in-postgres.ts';
import { patientMailbox } from '../../../lambdas/sync/mail/patient-mailbox.ts';
import { type SweepLimits, type SweepPorts, sweepMail } from '../../../lambdas/sync/mail/sweep-mail.ts';
import { venueMail } from '../../../lambdas/sync/mail/venue-mail.ts';
import { gmailSource } from '../../../lambdas/sync/mail/venue-mail-in-aws.ts';
import { aGoogle } from '../../clients/google/a-google.ts';
import { breakerStoreInMemory } from '../../runtime/resilience/breaker-store-in-memory.ts';
import { leaseInMemory } from '../../runtime/shared-state/lease-in-memory.ts';
import { listening } from '../../runtime/shared-state/listening.ts';
import type { ARecord } from '../../venues/record/a-record.ts';

const MAILBOX = 'support@bma.example';

/** A venue of the record with people who have these addresses. */
export async function addVenue(record: ARecord, id: number, emails: string[], state = 'open'): Promise<void> {
  const endedAt = state === 'open' ? null : '2026-11-01Z';
  await record.rows(
    `insert into venues (id, name, name_folded, state, created_at, updated_at, ended_at)
     values ($1, $2, $2, $3, '2026-01-01Z', '2026-01-01Z', $4::timestamptz)`,
    [id, `hotel ${id}`, state, endedAt],
  );
  await addContact(record, id, emails);
}

export async function addContact(
  record: ARecord,
  venueId: number,
  emails: string[],
  { origin = 'sheets', endedAt }: { origin?: string; endedAt?: string } = {},
): Promise<void> {
  await record.rows(
    `with contact as (
       insert into contacts (venue_id, origin, created_at, updated_at, ended_at)
       values ($1, $3, '2026-01-01Z', '2026-01-01Z', $4::timestamptz) returning id)
     insert into contact_points (contact_id, kind, value)
     select contact.id, 'email', lower(email) from contact, unnest($2::text[]) as email`,
    [venueId, emails, origin, endedAt ?? null],
  );
}

/** Gmail and the record around a sweep, on a clock that moves when somebody sleeps or the test says so. */
export async function openPostRoom(record: ARecord) {
  const a = await aGoogle();
  const { clock } = a.time;
  const lease = leaseInMemory(clock);
  const breakers = breakerStoreInMemory();
  const sleeps: number[] = [];
  const sleep = async (seconds: number) => {
    sleeps.push(seconds);
    a.time.advance(seconds * 1000);
  };
  const looked: string[] = [];
  const troubles: string[] = [];
  let runs = 0;

  /** What one process has; another one knows nothing of its breaker but what is shared. */
  const refreshOf = (sql: SqlClient) => {
    const outside = outsideCall({ ...gmailSource, jitter: false }, { breakers, clock, sleep, ...listening() });
    const mailbox = mailboxOf(a.google, MAILBOX);
    return venueMail({
      contactsOf: (venueId) => mailContactsOf(sql, venueId),
      store: mailHistoryInPostgres(sql),
      mailbox: (deadline) => patientMailbox(mailbox, { outside, clock, ...(deadline && { deadline }) }),
      clock,
      ourDomains: ['bma.example'],
    });
  };
  const sweep = (
    limits: Partial<SweepLimits> & { seconds?: number } = {},
    ports: Partial<SweepPorts> & { sql?: SqlClient } = {},
  ) => {
    const { sql = record.sql, ...others } = ports;
    const { seconds = 400, ...own } = limits;
    const refresh = refreshOf(sql);
    return sweepMail(
      {
        lease,
        longestUnswept: (most) => longestUnswept(sql, most),
        forgetEnded: () => forgetMailOfEnded(sql),
        clock,
        sleep,
        onTrouble: (venueId) => void troubles.push(venueId),
        refresh(venueId, options) {
          looked.push(venueId);
          return refresh(venueId, options);
        },
        ...others,
      },
      {
        runId: `run-${++runs}`,
        holdSeconds: 540,
        until: new Date(clock().getTime() + seconds * 1000),
        deadline: new Date(clock().getTime() + (seconds + 120) * 1000),
        unitsPerMinute: 6_000,
        ...own,
      },
    );
  };

  return {
    ...a,
    sweep,
    refresh: refreshOf(record.sql),
    sleeps,
    /** Venues looked at, in that order, since last asked. */
    looked: () => looked.splice(0),
    troubles,
    put: (...messages: object[]) => a.door('PUT', 'mail', { messages }),
    add: (...messages: object[]) => a.door('PUT', 'mail', { append: true, messages }),
    /** Every thread there is, as the record has it. */
    threads: async () =>
      (await record.rows('select venue_id, subject from mail_threads order by venue_id, subject')).map(
        ({ venue_id, subject }) => `${venue_id} ${subject}`,
      ),
  };
}
export type PostRoom = Awaited<ReturnType<typeof openPostRoom>>;

/** A mail from a venue to us. */
export const mailFrom = (email: string, mail: object = {}) => ({
  from: `Somebody <${email}>`,
  to: MAILBOX,
  subject: 'No music',
  body: 'There is no music in the lobby',
  date: '2026-11-20T03:00:00Z',
  ...mail,
});
