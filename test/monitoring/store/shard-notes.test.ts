import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import { UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { monitorNotesInDynamoDb } from '../../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import type { ShardNotes } from '../../../lambdas/monitoring/store/shard-notes.ts';
import { shardKey, shardNotesInDynamoDb } from '../../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { monitorNotesInMemory, shardNotesInMemory, statesInMemory } from './in-memory.ts';
import { startZoneStatesTable } from './zone-states-engine.ts';

let engine: Awaited<ReturnType<typeof startZoneStatesTable>>;
beforeAll(async () => {
  engine = await startZoneStatesTable();
});
afterAll(() => engine.close());

let shards = 0;
const aShardInDynamoDb = () => shardNotesInDynamoDb(engine.db, engine.table, `shard ${++shards}`);
const another = {
  'in memory': () => {
    const other = shardNotesInMemory();
    return { other, name: 'other', notes: shardNotesInMemory(new Map([['other', other]])) };
  },
  'in DynamoDB': () => {
    const other = aShardInDynamoDb();
    return { other, name: `shard ${shards}`, notes: aShardInDynamoDb() };
  },
};

const aHeartbeat = (more: Partial<Heartbeat> = {}): Heartbeat => ({
  leg: 'p0',
  round: 7,
  at: 1_000,
  read: ['a', 'b'],
  behind: { c: 500 },
  resting: ['b'],
  missed: ['d'],
  lost: false,
  tokens: 25,
  ...more,
});

describe.each<[keyof typeof another, () => ShardNotes]>([
  ['in memory', () => shardNotesInMemory()],
  ['in DynamoDB', aShardInDynamoDb],
])('notes of a shard %s', (where, make) => {
  let notes: ShardNotes;
  beforeEach(() => {
    notes = make();
  });

  it('begin empty', async () => {
    expect(await notes.heartbeat('p0')).toBeUndefined();
    expect(await notes.heartbeats()).toEqual(new Map());
    expect(await notes.surveyed()).toBeUndefined();
    expect(await notes.planned()).toEqual({ planned: {}, version: 0 });
    expect(await notes.way()).toBeUndefined();
    expect(await notes.tokens()).toBeUndefined();
  });

  it('tell how the leg of another shard went, where that is named', async () => {
    const { other, name, notes: own } = another[where]();
    await other.saveHeartbeat(aHeartbeat({ tokens: 7 }));
    expect(await own.heartbeat('p0', name)).toEqual(aHeartbeat({ tokens: 7 }));
    expect(await own.heartbeat('p0')).toBeUndefined();
  });

  it.each<[string, Partial<Heartbeat>, boolean]>([
    ['of a later round', { round: 8 }, true],
    ['of a later round, though its answers are older', { round: 8, at: 900 }, true],
    ['of the same round and later', { at: 2_000 }, true],
    ['of the same round and the same moment', { tokens: 99 }, true],
    ['of the same round and older', { at: 999 }, false],
    ['of an older round', { round: 6 }, false],
    ['of an older round, though its answers are newer', { round: 6, at: 9_000 }, false],
  ])('keep a heartbeat %s', async (__, more, isKept) => {
    const before = aHeartbeat();
    const after = aHeartbeat(more);
    await notes.saveHeartbeat(before);
    await notes.saveHeartbeat(after);
    expect(await notes.heartbeat('p0')).toEqual(isKept ? after : before);
  });

  it('keep the heartbeat of a leg that was never read', async () => {
    const never = aHeartbeat({ at: 0, read: [], unread: { since: 5, reason: 'unavailable' } });
    await notes.saveHeartbeat(never);
    expect(await notes.heartbeat('p0')).toEqual(never);
  });

  it('show all heartbeats, each leg once', async () => {
    for (const leg of ['p0', 'p1', 'a0']) await notes.saveHeartbeat(aHeartbeat({ leg }));
    await notes.saveHeartbeat(aHeartbeat({ leg: 'p1', round: 9 }));
    const found = await notes.heartbeats();
    expect([...found.keys()].sort()).toEqual(['a0', 'p0', 'p1']);
    expect(found.get('p1')?.round).toBe(9);
  });

  it('save a plan only on top of the version it was made from', async () => {
    const first = { p0: { round: 1, at: 60_000 } };
    const second = { p0: { round: 2, at: 360_000.5 } };
    expect(await notes.savePlanned(first, 0)).toBe(true);
    expect(await notes.savePlanned(second, 0)).toBe(false);
    expect(await notes.planned()).toEqual({ planned: first, version: 1 });
    expect(await notes.savePlanned(second, 1)).toBe(true);
    expect(await notes.savePlanned(first, 1)).toBe(false);
    expect(await notes.planned()).toEqual({ planned: second, version: 2 });
  });

  it('let one of two planners win', async () => {
    const plans = [1, 2, 3, 4].map((round) => notes.savePlanned({ p0: { round, at: 0 } }, 0));
    expect((await Promise.all(plans)).filter(Boolean)).toHaveLength(1);
  });

  it('keep the newer of two surveys, whichever comes last', async () => {
    const survey = (madeAt: number) => ({ madeAt, ranges: [{ after: null, until: `u${madeAt}` }] });
    await notes.saveSurveyed(survey(2));
    await notes.saveSurveyed(survey(1));
    expect(await notes.surveyed()).toEqual(survey(2));
    await notes.saveSurveyed(survey(3));
    expect(await notes.surveyed()).toEqual(survey(3));
  });

  it('keep the newer of two levels of the bucket, whichever comes last', async () => {
    await notes.saveTokens({ available: 100, at: 2 });
    await notes.saveTokens({ available: 3_600, at: 1 });
    expect(await notes.tokens()).toEqual({ available: 100, at: 2 });
  });

  it('keep the way that was chosen last', async () => {
    await notes.saveWay(UNMEASURED_WAY);
    await notes.saveWay({ ...UNMEASURED_WAY, shape: 'pages', measuredAt: 5 });
    expect(await notes.way()).toEqual({ ...UNMEASURED_WAY, shape: 'pages', measuredAt: 5 });
  });
});

describe('notes of shards in DynamoDB', () => {
  it("are each shard's own", async () => {
    const [one, other] = [aShardInDynamoDb(), aShardInDynamoDb()];
    await one.saveHeartbeat(aHeartbeat());
    await one.savePlanned({ p0: { round: 1, at: 1 } }, 0);
    expect(await other.heartbeats()).toEqual(new Map());
    expect((await other.planned()).version).toBe(0);
  });

  it('of another version of the product, which this one cannot read, count as not there', async () => {
    const notes = aShardInDynamoDb();
    const pk = shardKey(`shard ${shards}`);
    const strange = [{ sk: 'HEARTBEAT#p0', round: 7, at: 1_000 }, { sk: 'WAY' }, { sk: 'PLANNED', version: 4 }];
    for (const item of strange) {
      const Item = { pk, note: '{"shape":"of tomorrow","p0":1}', ...item };
      await engine.db.send(new PutCommand({ TableName: engine.table, Item }));
    }
    await notes.saveHeartbeat(aHeartbeat({ leg: 'p1' }));
    expect([...(await notes.heartbeats()).keys()]).toEqual(['p1']);
    expect(await notes.way()).toBeUndefined();
    expect(await notes.planned()).toEqual({ planned: {}, version: 4 });
    await notes.saveHeartbeat(aHeartbeat({ round: 8 }));
    expect((await notes.heartbeat('p0'))?.round).toBe(8);
  });

  it('come page by page where there are many', async () => {
    const notes = aShardInDynamoDb();
    const read = Array.from({ length: 2_500 }, (_, at) => `account with a long opaque id, number ${at}`);
    for (let at = 0; at < 14; at++) await notes.saveHeartbeat(aHeartbeat({ leg: `p${at}`, read }));
    expect((await notes.heartbeats()).size).toBe(14);
  });
});

describe.each([
  ['in memory', () => monitorNotesInMemory(statesInMemory())],
  ['in DynamoDB', () => monitorNotesInDynamoDb(engine.db, engine.table)],
])('notes of the monitor %s', (_, make) => {
  it('keep the verdict on Soundtrack', async () => {
    const notes = make();
    expect(await notes.upstream()).toBeUndefined();
    const note = { state: { degraded: true, cycle: 3, bad: 2 }, since: '2026-11-21T10:00:00.000Z' };
    await notes.saveUpstream(note);
    expect(await notes.upstream()).toEqual(note);
  });
});
