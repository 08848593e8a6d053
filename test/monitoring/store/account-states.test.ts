import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { readRecord } from '../../../lambdas/monitoring/history/change-record.ts';
import { accountKey } from '../../../lambdas/monitoring/store/account-item.ts';
import type { AccountStates, AccountToSave } from '../../../lambdas/monitoring/store/account-states.ts';
import { accountStatesInDynamoDb } from '../../../lambdas/monitoring/store/account-states-in-dynamodb.ts';
import { monitorNotesInDynamoDb } from '../../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import { stableUuid } from '../../../lambdas/runtime/fingerprint.ts';
import { monitorNotesInMemory, statesInMemory } from './in-memory.ts';
import { startZoneStatesTable } from './zone-states-engine.ts';

const NOW = new Date('2026-11-21T10:00:00.000Z');
let engine: Awaited<ReturnType<typeof startZoneStatesTable>>;
beforeAll(async () => {
  engine = await startZoneStatesTable();
});
afterAll(() => engine.close());

const inDynamoDb = () => accountStatesInDynamoDb(engine.db, engine.table);
let names = 0;
/** Each test has accounts of its own: the table is shared. */
const anAccountId = () => `account ${++names}`;

function anAccount(accountId: string, seq: number, more: Partial<AccountToSave> = {}): AccountToSave {
  const zone = { status: 'up' as const, since: seq, agreedAt: seq, everUp: true };
  return {
    accountId,
    shard: 'one',
    leg: 'p0',
    state: { zones: { lobby: zone }, observedAt: seq },
    event: {
      id: `${accountId}#${seq}`,
      accountId,
      seq,
      observedAt: seq,
      venueOf: { lobby: 'v1' },
      changes: [{ kind: 'woke', zoneId: 'lobby', at: seq, reason: 'up-again' }],
    },
    ...more,
  };
}

it('an account of a thousand zones that go down together fits an item, and the stream carries its news', async () => {
  const zones = Array.from({ length: 1_000 }, (_, at) =>
    `a zone whose id is as long as those of Soundtrack, with 88 letters ${at}`.padEnd(88, '='),
  );
  const outageOf = (zoneId: string) => ({
    id: stableUuid(zoneId),
    cause: 'down' as const,
    beganAt: 1e12,
    countedFrom: 1e12,
    confirmedAt: 1e12,
  });
  const account = anAccount(anAccountId(), 1, {
    state: {
      zones: Object.fromEntries(
        zones.map((id) => [
          id,
          { status: 'down' as const, since: 1e12, agreedAt: 1e12, everUp: true, outage: outageOf(id) },
        ]),
      ),
      observedAt: 1e12,
    },
  });
  account.event = {
    ...account.event,
    venueOf: Object.fromEntries(zones.map((id) => [id, '1001'])),
    changes: zones.flatMap((zoneId): ZoneChange[] =>
      [
        {
          kind: 'status',
          zoneId,
          at: 1e12,
          confirmedAt: 1e12,
          from: 'up',
          to: 'down',
          readings: 3,
          reason: 'enough-agreeing-readings',
        },
        {
          ...outageOf(zoneId),
          kind: 'outage-began',
          zoneId,
          outageId: stableUuid(zoneId),
          at: 1e12,
          critical: true,
          readings: 3,
          reason: 'enough-missed-readings',
        },
      ].map((change) => ZoneChange.parse(change)),
    ),
  };
  const states = inDynamoDb();
  expect(await states.save(account, NOW)).toBe('saved');
  expect((await states.load([account.accountId])).get(account.accountId)?.state).toEqual(account.state);
  const { Item } = await engine.db.send(
    new GetCommand({ TableName: engine.table, Key: accountKey(account.accountId) }),
  );
  expect(Buffer.byteLength(JSON.stringify(Item))).toBeLessThan(200_000);
  const image = Object.fromEntries(Object.entries(Item ?? {}).map(([name, value]) => [name, { S: String(value) }]));
  expect(readRecord(image)).toEqual({ kind: 'changed', event: account.event, writtenAt: NOW });
});

describe.each<[string, () => AccountStates]>([
  ['in memory', statesInMemory],
  ['in DynamoDB', inDynamoDb],
])('states of accounts %s', (_, make) => {
  let states: AccountStates;
  beforeEach(() => {
    states = make();
  });

  it('know nothing of an account that was never saved', async () => {
    expect(await states.load([anAccountId()])).toEqual(new Map());
    expect(await states.load([])).toEqual(new Map());
  });

  it('give back what was saved, without the event', async () => {
    const id = anAccountId();
    const troubled = { recheckAt: 75_000, trouble: 'outage', troubleSince: NOW.toISOString(), zonesOut: 2 } as const;
    const account = anAccount(id, 1, troubled);
    expect(await states.save(account, NOW)).toBe('saved');
    const { accountId: __, event: ___, ...saved } = account;
    expect(await states.load([id])).toEqual(new Map([[id, { ...saved, seq: 1 }]]));
  });

  it('forget a trouble that is over', async () => {
    const id = anAccountId();
    await states.save(anAccount(id, 1, { recheckAt: 5, trouble: 'suspected', troubleSince: 'x' }), NOW);
    await states.save(anAccount(id, 2), NOW);
    const saved = (await states.load([id])).get(id);
    expect(saved).not.toHaveProperty('trouble');
    expect(saved).not.toHaveProperty('recheckAt');
  });

  it('load several accounts at once, one named twice only once, those unknown not at all', async () => {
    const [one, other] = [anAccountId(), anAccountId()];
    await states.save(anAccount(one, 1), NOW);
    await states.save(anAccount(other, 1), NOW);
    const loaded = await states.load([one, other, one, anAccountId()]);
    expect([...loaded.keys()].sort()).toEqual([one, other].sort());
  });

  it.each<[string, number[], number, 'saved' | 'conflict']>([
    ['the next number', [1], 2, 'saved'],
    ['a number that is taken', [1], 1, 'conflict'],
    ['an old number', [1, 2], 1, 'conflict'],
    ['a number that leaves one out', [1], 3, 'conflict'],
  ])('saved under %s', async (__, before, seq, outcome) => {
    const id = anAccountId();
    for (const one of before) await states.save(anAccount(id, one), NOW);
    expect(await states.save(anAccount(id, seq), NOW)).toBe(outcome);
    const newest = outcome === 'saved' ? seq : before.at(-1);
    expect((await states.load([id])).get(id)?.state.observedAt).toBe(newest);
  });

  it('let one of many writers of the same number win, and none else', async () => {
    const id = anAccountId();
    await states.save(anAccount(id, 1), NOW);
    const writers = Array.from({ length: 8 }, (__, at) => states.save(anAccount(id, 2, { leg: `p${at}` }), NOW));
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect((await states.load([id])).get(id)?.leg).toBe(`p${outcomes.indexOf('saved')}`);
  });

  it('are not changed by what a reader does with its copy', async () => {
    const id = anAccountId();
    await states.save(anAccount(id, 1), NOW);
    const copy = (await states.load([id])).get(id);
    if (copy) copy.state.observedAt = 99;
    expect((await states.load([id])).get(id)?.state.observedAt).toBe(1);
  });
});

describe('states of accounts in DynamoDB', () => {
  it('are asked for a hundred at a time', async () => {
    const ids = Array.from({ length: 230 }, anAccountId);
    const states = inDynamoDb();
    await Promise.all(ids.map((id) => states.save(anAccount(id, 1), NOW)));
    expect([...(await states.load(ids)).keys()].sort()).toEqual([...ids].sort());
  });

  /** A table that hands out only so many of the keys it is asked for. */
  const handingOut = (most: number) => {
    let requests = 0;
    const db = {
      async send(command: BatchGetCommand) {
        requests += 1;
        const keys = command.input.RequestItems?.[engine.table]?.Keys ?? [];
        const some = keys.slice(0, most);
        const left = { UnprocessedKeys: { [engine.table]: { Keys: keys.slice(most) } } };
        if (some.length === 0) return left;
        const RequestItems = { [engine.table]: { Keys: some, ConsistentRead: true } };
        return { ...(await engine.db.send(new BatchGetCommand({ RequestItems }))), ...(keys.length > most && left) };
      },
    } as unknown as DynamoDBDocumentClient;
    return { states: accountStatesInDynamoDb(db, engine.table), requests: () => requests };
  };

  it('are asked for again as far as the table did not hand them out', async () => {
    const ids = Array.from({ length: 20 }, anAccountId);
    for (const id of ids) await inDynamoDb().save(anAccount(id, 1), NOW);
    const { states, requests } = handingOut(7);
    expect((await states.load(ids)).size).toBe(20);
    expect(requests()).toBe(3);
  });

  it('are not taken for unknown when the table hands out nothing', async () => {
    const id = anAccountId();
    await inDynamoDb().save(anAccount(id, 1), NOW);
    await expect(handingOut(0).states.load([id])).rejects.toMatchObject({ code: 'states-throttled', retryable: true });
  });

  it('that this version cannot read are told, or throw, and never pass for unknown accounts', async () => {
    const [broken, fine] = [anAccountId(), anAccountId()];
    for (const id of [broken, fine]) await inDynamoDb().save(anAccount(id, 1), NOW);
    const Item = { ...accountKey(broken), accountId: broken, seq: 1, state: '{"zones": 7}', shard: 'one', leg: 'p0' };
    await engine.db.send(new PutCommand({ TableName: engine.table, Item }));
    const told: string[] = [];
    const loaded = await inDynamoDb().load([broken, fine], (id) => void told.push(id));
    expect([told, [...loaded.keys()]]).toEqual([[broken], [fine]]);
    await expect(inDynamoDb().load([broken, fine])).rejects.toMatchObject({ code: 'state-unreadable' });
  });

  it('throw what is no conflict', async () => {
    const away = { send: async () => Promise.reject(new Error('throttled')) } as unknown as DynamoDBDocumentClient;
    const states = accountStatesInDynamoDb(away, engine.table);
    await expect(states.save(anAccount('a', 1), NOW)).rejects.toThrow('throttled');
    await expect(states.load(['a'])).rejects.toThrow('throttled');
  });
});

describe('the count of what is out', () => {
  it('is the same from the index as from the states themselves', async () => {
    const memory = statesInMemory();
    const table = inDynamoDb();
    const before = await monitorNotesInDynamoDb(engine.db, engine.table).outages();
    for (const zonesOut of [1, 3]) {
      const account = anAccount(anAccountId(), 1, { trouble: 'outage', troubleSince: NOW.toISOString(), zonesOut });
      await memory.save(account, NOW);
      await table.save(account, NOW);
    }
    await table.save(anAccount(anAccountId(), 1, { trouble: 'suspected', troubleSince: NOW.toISOString() }), NOW);
    expect(await monitorNotesInMemory(memory).outages()).toEqual({ accounts: 2, zones: 4 });
    const after = await monitorNotesInDynamoDb(engine.db, engine.table).outages();
    expect({ accounts: after.accounts - before.accounts, zones: after.zones - before.zones }).toEqual({
      accounts: 2,
      zones: 4,
    });
  });
});
