import { mailboxOf } from '../../../lambdas/clients/google/gmail.ts';
import type { MailHistoryStore } from '../../../lambdas/sync/mail/mail-store.ts';
import { refreshMailHistory } from '../../../lambdas/sync/mail/refresh-mail-history.ts';
import { type AGoogle, aGoogle } from '../../clients/google/a-google.ts';
import { mailHistoryInMemory } from './mail-history-in-memory.ts';

const MAILBOX = 'support@bma.example';
const HOUR = 3_600_000;

let a: AGoogle;
let store: MailHistoryStore;
beforeEach(async () => {
  a = await aGoogle();
  store = mailHistoryInMemory();
});
afterEach(() => a.close());

const aMail = (mail: object = {}) => ({
  from: 'Anna <anna@thehotel.co.th>',
  to: MAILBOX,
  subject: 'No music',
  body: 'There is no music in the lobby',
  date: '2026-11-20T03:00:00Z',
  ...mail,
});
const put = (...messages: object[]) => a.door('PUT', 'mail', { messages });
const add = (...messages: object[]) => a.door('PUT', 'mail', { append: true, messages });
const refresh = (emails = ['anna@thehotel.co.th']) =>
  refreshMailHistory({
    venue: { venueId: '7', emails },
    mailbox: mailboxOf(a.google, MAILBOX),
    store,
    clock: a.time.clock,
    ourDomains: ['bma.example'],
    shared: new Set(),
  });

describe('refreshing the mail of a venue', () => {
  it('reads its threads of the last 30 days, and nobody else’s', async () => {
    await put(
      aMail(),
      aMail({ subject: 'Invoice', from: 'acc@thehotel.co.th', date: '2026-11-01T00:00:00Z' }),
      aMail({ subject: 'Long ago', date: '2026-10-01T00:00:00Z' }),
      aMail({ subject: 'Other hotel', from: 'x@other.co.th' }),
    );
    const answer = await refresh();
    expect(answer).toMatchObject({ kind: 'fresh', state: 'complete', sweptAt: a.time.clock(), threadsRead: 2 });
    expect(answer.kind === 'fresh' && answer.threads.map(({ subject }) => subject)).toEqual(['No music', 'Invoice']);
  });

  it('answers from what is kept for two hours', async () => {
    await put(aMail());
    await refresh();
    await add(aMail({ subject: 'Another' }));
    a.time.advance(2 * HOUR - 1);
    expect(await refresh()).toMatchObject({ kind: 'cached', threads: [{ subject: 'No music' }] });
    a.time.advance(1);
    expect(await refresh()).toMatchObject({ kind: 'fresh', threads: [{}, {}] });
  });

  it('reads again only what changed', async () => {
    await put(aMail(), aMail({ subject: 'Invoice' }));
    await refresh();
    a.time.advance(2 * HOUR);
    await add(aMail({ subject: 'Re: Invoice', body: 'Any news?', date: '2026-11-21T09:00:00Z' }));
    expect(await refresh()).toMatchObject({
      kind: 'fresh',
      threadsRead: 1,
      threads: [{ messages: 2 }, { messages: 1 }],
    });
  });

  it('keeps the latest threads of a venue that writes a lot', async () => {
    await put(...Array.from({ length: 30 }, (_, nth) => aMail({ subject: `Mail ${nth}` })));
    const answer = await refresh();
    expect(answer).toMatchObject({ kind: 'fresh', state: 'latest-only', threadsRead: 25 });
  });

  it('asks Gmail nothing for a venue without an address', async () => {
    expect(await refresh(['n/a'])).toMatchObject({ kind: 'fresh', threads: [], state: 'nobody-to-look-for' });
    expect((await a.requests()).total).toBe(0);
  });

  it.each<[string, object]>([
    ['rate-limited', { rateLimited: true }],
    ['unavailable', { http503: true }],
    ['network', { halfPage: true }],
    ['unauthorized', { unauthorizedDelegation: true, tokenExpired: true }],
  ])('says so when Gmail is %s, and leaves what is known alone', async (reason, faults) => {
    await put(aMail());
    await refresh();
    a.time.advance(3 * HOUR);
    await add(aMail({ subject: 'New' }));
    await a.faults(faults);
    expect(await refresh()).toMatchObject({
      kind: 'unavailable',
      reason,
      known: { threads: [{ subject: 'No music' }] },
    });
    await a.door('POST', 'faults', Object.fromEntries(Object.keys(faults).map((name) => [name, 0])));
    expect(await refresh()).toMatchObject({ kind: 'fresh', threads: [{}, {}] });
  });
});
