import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { mailHistoryInPostgres } from '../../../lambdas/sync/mail/mail-history-in-postgres.ts';
import {
  forgetMailOfEnded,
  longestUnswept,
  mailContactsOf,
} from '../../../lambdas/sync/mail/mail-venues-in-postgres.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { addContact, addVenue } from './a-post-room.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
afterEach(() => record.clear());
afterAll(() => record.close());

const venue = (id: number, emails: string[] = [], state?: string) => addVenue(record, id, emails, state);
const contactsOf = async (id: number | string) => {
  const contacts = await mailContactsOf(record.sql, String(id));
  return contacts && { emails: contacts.venue.emails, shared: [...contacts.shared] };
};

describe('whom to look for', () => {
  it('are the people a venue has now, each once', async () => {
    await venue(1, ['anna@own.example', 'gm@gmail.com']);
    await addContact(record, 1, ['anna@own.example', 'chef@own.example'], { origin: 'chat' });
    await addContact(record, 1, ['left@own.example'], { origin: 'person', endedAt: '2026-02-01Z' });
    await venue(2, ['other@two.example']);
    expect(await contactsOf(1)).toEqual({
      emails: ['anna@own.example', 'chef@own.example', 'gm@gmail.com'],
      shared: [],
    });
  });

  it('is nobody at a venue without an address', async () => {
    await venue(1);
    expect(await contactsOf(1)).toEqual({ emails: [], shared: [] });
  });

  it.each([99, 2, 3, '', '0', '-1', '1 or 1=1', '99999999999999999999'])(
    'is unknown for what is no open venue: %s',
    async (id) => {
      await venue(1, ['anna@own.example']);
      await venue(2, ['b@two.example'], 'closed');
      await venue(3, ['c@three.example'], 'removed');
      expect(await contactsOf(id)).toBeUndefined();
    },
  );

  it.each<[string, string[], string[]]>([
    ['where a sister has people', ['x@chain.example'], ['chain.example']],
    ['where a sister has people below it', ['x@bkk.chain.example'], ['chain.example']],
    ['but not where its name only begins or ends alike', ['x@nochain.example', 'y@chain.example.org'], []],
    ['but not because of a domain above it', ['x@example.example'], []],
  ])('shares a domain %s', async (_, sisters, shared) => {
    await venue(1, ['anna@chain.example', 'anna@own.example']);
    await venue(2, sisters);
    expect((await contactsOf(1))?.shared).toEqual(shared);
  });

  it('shares no domain with venues that have ended, nor with people who left', async () => {
    await venue(1, ['anna@chain.example']);
    await venue(2, ['x@chain.example'], 'removed');
    await venue(3);
    await addContact(record, 3, ['y@chain.example'], { origin: 'person', endedAt: '2026-02-01Z' });
    expect((await contactsOf(1))?.shared).toEqual([]);
  });

  it('are found by the index on domains', async () => {
    const plan = await record.sql.transaction(async (sql) => {
      await sql.execute('set local enable_seqscan = off');
      return sql.query(
        `explain select contact_id from contact_points
         where kind = 'email' and reverse(split_part(value, '@', -1)) ~>~ :domain`,
        { domain: 'elpmaxe.' },
        z.record(z.string(), z.string()),
      );
    });
    expect(JSON.stringify(plan)).toContain('contact_points_by_domain');
  });
});

describe('whose mail is looked at next', () => {
  const swept = (id: number, at: string) =>
    record.rows("insert into mail_sweeps (venue_id, swept_at, outcome, threads) values ($1, $2, 'complete', 0)", [
      id,
      at,
    ]);

  it('are open venues: first those never looked at, then by their last look', async () => {
    for (const id of [1, 2, 3, 4, 5]) await venue(id);
    await venue(6, [], 'closed');
    await swept(1, '2026-11-20T10:00:00Z');
    await swept(2, '2026-11-19T10:00:00Z');
    await swept(4, '2026-11-20T09:00:00Z');
    const next = await longestUnswept(record.sql, 4);
    expect(next.map(({ venueId }) => venueId)).toEqual(['3', '5', '2', '4']);
    expect(next.map(({ lastSweptAt }) => lastSweptAt?.toISOString().slice(0, 13))).toEqual([
      undefined,
      undefined,
      '2026-11-19T10',
      '2026-11-20T09',
    ]);
  });

  it('are not those that ended, whose mail is dropped; one that comes back is looked at anew', async () => {
    await venue(1);
    await venue(2);
    const store = mailHistoryInPostgres(record.sql);
    const at = new Date('2026-11-20T10:00:00Z');
    const thread = {
      threadId: 't',
      historyId: '1',
      subject: '',
      firstAt: at,
      lastAt: at,
      messages: 1,
      participants: 2,
      category: 'other',
      urgency: 'low',
      waitingOn: 'nobody',
      summary: '',
    } as const;
    for (const id of ['1', '2']) await store.save(id, [thread], at, 'complete');
    await record.rows("update venues set state = 'removed', ended_at = now() where id = 1");
    expect(await forgetMailOfEnded(record.sql)).toBe(1);
    expect(await forgetMailOfEnded(record.sql)).toBe(0);
    expect(await store.load('1')).toBeUndefined();
    expect((await store.load('2'))?.threads).toHaveLength(1);
    await record.rows("update venues set state = 'open', ended_at = null where id = 1");
    expect((await longestUnswept(record.sql, 1)).map(({ venueId }) => venueId)).toEqual(['1']);
  });
});
