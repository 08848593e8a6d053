import {
  type AccountLook,
  countAccounts,
  joinLooks,
  lookAtAccounts,
  lookAtPage,
  lookAtRest,
  lookAtZones,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { aSoundtrack, type Soundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const sorted = (ids: Iterable<string>) => [...ids].sort();
async function everyPage(sizes: { accounts: number; zonesPerAccount: number }): Promise<AccountLook[]> {
  const looks: AccountLook[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const outcome = await lookAtPage(soundtrack.client(), { ...sizes, after, detail: 'presence' });
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    looks.push(...outcome.accounts);
    after = outcome.next ?? undefined;
    await soundtrack.pause(60);
  }
  return looks;
}
async function withRest(look: AccountLook): Promise<AccountLook> {
  if (look.restAfter === undefined) return look;
  const asked = { accountId: look.accountId, after: look.restAfter, zones: 2, detail: 'presence' } as const;
  const outcome = await lookAtRest(soundtrack.client(), asked);
  await soundtrack.pause(60);
  const [rest] = outcome.kind === 'answer' ? outcome.accounts : [];
  if (!rest) throw new Error(JSON.stringify(outcome));
  return withRest(joinLooks(look, rest));
}

describe('looks at Soundtrack', () => {
  it('page by page see every zone of every account, once', async () => {
    const looks = await everyPage({ accounts: 7, zonesPerAccount: 50 });
    expect(looks.every(({ complete, failure }) => complete && !failure)).toBe(true);
    expect(sorted(looks.flatMap(({ zones }) => zones.map(({ id }) => id)))).toEqual(
      sorted((await soundtrack.zones()).map(({ id }) => id)),
    );
  });

  it('say which accounts have more zones than were asked for, and find them', async () => {
    const looks = await everyPage({ accounts: 50, zonesPerAccount: 2 });
    const large = looks.filter(({ complete }) => !complete);
    expect(large.length).toBeGreaterThan(3);
    expect(large.every(({ restAfter, zones }) => restAfter && zones.length === 2)).toBe(true);
    const whole = await Promise.all(looks.map(withRest));
    expect(whole.every(({ complete }) => complete)).toBe(true);
    expect(whole.flatMap(({ zones }) => zones)).toHaveLength((await soundtrack.zones()).length);
  });

  it('by id tell the same as by page', async () => {
    const looks = (await everyPage({ accounts: 50, zonesPerAccount: 50 })).slice(0, 9);
    const ids = looks.map(({ accountId }) => accountId);
    const asked = { zonesPerAccount: 50, detail: 'presence' } as const;
    expect(await lookAtAccounts(soundtrack.client(), ids, asked)).toMatchObject({ kind: 'answer', accounts: looks });
    const zones = looks.flatMap((look) => look.zones);
    expect(
      await lookAtZones(
        soundtrack.client(),
        zones.map(({ id }) => id),
        'presence',
      ),
    ).toMatchObject({
      zones: zones.map((zone) => ({ zoneId: zone.id, zone })),
    });
  });

  it.each<[string, object]>([
    ['playing', { isPaired: true, online: true, subscriptionState: 'ACTIVE', playback: { state: 'playing' } }],
    ['paused', { isPaired: true, online: true, playback: { state: 'paused' } }],
    ['offline', { isPaired: true, online: false, playback: { state: 'offline' } }],
    ['unpaired', { isPaired: false, online: false, playback: { state: 'unpaired', volume: null } }],
    ['subscription-expired', { subscriptionState: 'EXPIRED' }],
    ['not-reporting', { online: true, playback: { state: 'not_supported' } }],
  ])('see a zone that is %s as it is', async (state, expected) => {
    const [row] = await soundtrack.zones('?limit=1');
    await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state });
    const outcome = await lookAtZones(soundtrack.client(), [row.id], 'full');
    expect(outcome).toMatchObject({ zones: [{ zone: { id: row.id, ...expected } }] });
  });

  it('count what is offline, and nothing else', async () => {
    const [row] = await soundtrack.zones('?q=hilton&limit=1');
    const counts = async () => {
      const outcome = await countAccounts(soundtrack.client(), { after: null, accounts: 100 });
      if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
      return new Map(outcome.counts.map((count) => [count.accountId, count]));
    };
    await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state: 'playing' });
    const before = await counts();
    const account = row.account.id;
    const had = before.get(account)?.offline ?? -1;
    for (const [state, offline] of [
      ['offline', had + 1],
      ['unpaired', had],
      ['playing', had],
    ] as const) {
      await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state });
      const now = await counts();
      expect(now.get(account)).toEqual({ ...before.get(account), offline });
      expect([...now].filter(([id]) => id !== account)).toEqual([...before].filter(([id]) => id !== account));
    }
  });

  it('cost what they were said to: the page size is free, a zone by id is not', async () => {
    const costs: unknown[] = [];
    const client = soundtrack.client();
    for (const accounts of [1, 20]) {
      const outcome = await lookAtPage(client, { after: null, accounts, zonesPerAccount: 100, detail: 'presence' });
      costs.push(outcome.cost?.tokens);
    }
    const [row] = await soundtrack.zones('?limit=1');
    for (const ids of [[row.id], [row.id, row.id]])
      costs.push((await lookAtZones(client, ids, 'presence')).cost?.tokens);
    expect(costs).toEqual([38, 38, 3, 6]);
  });

  it('of an account that is not ours any more tell that, of it alone', async () => {
    const [first, second] = await soundtrack.accounts();
    await soundtrack.faults({ forbidden: { account: first.id } });
    const asked = { zonesPerAccount: 50, detail: 'presence' } as const;
    expect(await lookAtAccounts(soundtrack.client(), [first.id, second.id], asked)).toMatchObject({
      accounts: [
        { accountId: first.id, failure: 'forbidden', zones: [] },
        { accountId: second.id, complete: true },
      ],
    });
  });

  it('of an account that fails inside Soundtrack tell that, and its neighbours', async () => {
    const [first] = await soundtrack.accounts();
    await soundtrack.faults({ partialErrors: { account: first.id } });
    const looks = await everyPage({ accounts: 50, zonesPerAccount: 50 });
    expect(looks.filter(({ failure }) => failure)).toMatchObject([{ accountId: first.id, failure: 'failed' }]);
    expect(looks).toHaveLength((await soundtrack.accounts()).length);
  });

  it('with edges without data call nothing complete that is not', async () => {
    await soundtrack.faults({ nullNodes: { rate: 0.2 } });
    const asked = { after: null, accounts: 50, zonesPerAccount: 50, detail: 'presence' } as const;
    const outcome = await lookAtPage(soundtrack.client(), asked);
    if (outcome.kind !== 'answer') throw new Error();
    expect(outcome.unread).toBeGreaterThan(0);
    const unread = outcome.accounts.filter(({ unreadZones }) => unreadZones > 0);
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.some(({ complete }) => complete)).toBe(false);
  });

  it('at a page that breaks off call no account complete whose zones are not all there', async () => {
    await soundtrack.faults({ shortPage: { of: 'zones', keep: 0.5 } });
    const looks = await everyPage({ accounts: 50, zonesPerAccount: 50 });
    expect(looks).toHaveLength((await soundtrack.accounts()).length);
    const missing = looks.filter(({ total = 0, zones }) => zones.length < total);
    expect(missing.length).toBeGreaterThan(0);
    expect(
      missing.every(({ complete, unreadZones, total = 0, zones }) => !complete && unreadZones === total - zones.length),
    ).toBe(true);
  });

  it('at accounts that break off count those that did not come', async () => {
    await soundtrack.faults({ shortPage: { of: 'accounts', keep: 0.5 } });
    const asked = { after: null, accounts: 50, zonesPerAccount: 50, detail: 'presence' } as const;
    const outcome = await lookAtPage(soundtrack.client(), asked);
    if (outcome.kind !== 'answer') throw new Error();
    expect(outcome.unread).toBe((await soundtrack.accounts()).length - outcome.accounts.length);
    expect(outcome.unread).toBeGreaterThan(0);
  });

  it('at a zone that vanished tell that it is not found, and an account without it', async () => {
    const [row] = await soundtrack.zones('?limit=1');
    await soundtrack.faults({ zoneVanished: { zone: row.id } });
    expect(await lookAtZones(soundtrack.client(), [row.id], 'full')).toMatchObject({
      zones: [{ zoneId: row.id, failure: 'not-found' }],
    });
    const asked = { zonesPerAccount: 50, detail: 'presence' } as const;
    const outcome = await lookAtAccounts(soundtrack.client(), [row.account.id], asked);
    const [look] = outcome.kind === 'answer' ? outcome.accounts : [];
    expect(look?.complete).toBe(true);
    expect(look?.zones.map(({ id }) => id)).not.toContain(row.id);
  });
});
