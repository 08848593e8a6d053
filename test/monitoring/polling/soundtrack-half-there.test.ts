import { aShard, PROMISE_SECONDS, RHYTHM, type ShardUnderTest } from './a-shard.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

/** A shard that is watched quietly, with one zone out for a while. */
async function aSteadyShard(options: Parameters<typeof aShard>[0] = {}) {
  shard = await aShard(options);
  await shard.run(900);
  const [out] = shard.zonesOfVenue('1001');
  await shard.break({ zone: out?.id, state: 'offline' });
  await shard.run(3 * RHYTHM.POLL_INTERVAL_SECONDS + 60);
  expect(shard.told('outage-began')).toHaveLength(1);
  return { out: String(out?.id), accountId: String(out?.accountId), changes: shard.changes().length };
}
const since = (changes: number, ...quiet: string[]) =>
  shard
    .changes()
    .slice(changes)
    .filter(({ kind }) => !quiet.includes(kind));

describe('Soundtrack half there', () => {
  it.each<[string, object]>([
    ['slow answers', { slow: { rate: 1, milliseconds: 9_000 } }],
    ['answers without what they cost', { headersMissing: true }],
    ['a clock that is an hour ahead', { clockSkew: { rate: 1, seconds: 3_600 } }],
    ['a clock that is a day behind', { clockSkew: { rate: 1, seconds: -86_400 } }],
    ['locations that were closed', { locationGone: true }],
    ['every third answer an error', { http500: 0.3 }],
    ['every third answer lost', { lostResponse: 0.3 }],
  ])('%s change nothing, and an outage is found in time', async (_, fault) => {
    const { out, changes } = await aSteadyShard();
    await shard.faults(fault);
    await shard.run(1_800);
    expect(since(changes, 'unknown')).toEqual([]);
    const other = String(shard.zonesOfVenue('1003')[0]?.id);
    await shard.break({ zone: other, state: 'offline' });
    await shard.run(PROMISE_SECONDS + RHYTHM.POLL_INTERVAL_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([out, other]);
    expect(shard.told('outage-ended')).toEqual([]);
    expect(shard.told('gone')).toEqual([]);
    expect(shard.notices).toEqual([]);
  });

  it.each<[string, object]>([
    ['edges without their nodes', { nullNodes: 0.4 }],
    ['all edges without their nodes', { nullNodes: true }],
    ['pages of accounts that break off and say there is no more', { shortPage: { rate: 1, of: 'accounts' } }],
    ['pages of zones that break off and say there is no more', { shortPage: { rate: 1, of: 'zones' } }],
    ['lists that come empty', { shortPage: { rate: 1, of: 'zones', keep: 0 } }],
    ['nothing but empty lists', { shortPage: { rate: 1, keep: 0 } }],
  ])('%s make no zone go, begin or end no outage', async (_, fault) => {
    const { out, changes } = await aSteadyShard();
    await shard.faults(fault);
    await shard.run(3_600);
    expect(since(changes, 'unknown')).toEqual([]);
    await shard.faults(Object.fromEntries(Object.keys(fault).map((name) => [name, 0])));
    await shard.run(PROMISE_SECONDS);
    expect(since(changes, 'unknown')).toEqual([]);
    await shard.mend({ zone: out });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-ended')).toMatchObject([{ zoneId: out, reason: 'recovered' }]);
    const { coverage } = await shard.tick();
    expect(coverage.fresh).toBe(coverage.accounts);
  });

  it.each(['forbidden', 'partialErrors'])(
    'an account that fails alone (%s) is unknown, the others are watched',
    async (name) => {
      const { out, accountId, changes } = await aSteadyShard();
      await shard.faults({ [name]: { rate: 1, account: accountId } });
      const other = String(shard.zonesOfVenue('1003')[0]?.id);
      await shard.break({ zone: other, state: 'offline' });
      await shard.run(3_600);
      expect(since(changes, 'suspected', 'status')).toMatchObject([{ kind: 'outage-began', zoneId: other }]);
      expect(shard.states.all.get(accountId)?.state.unread).toBeDefined();
      expect(shard.notices).toEqual([]);
      await shard.faults({ [name]: 0 });
      await shard.run(PROMISE_SECONDS);
      expect(shard.told('outage-ended')).toEqual([]);
      const spells = shard.told('unknown');
      const zones = shard.list().accounts.get(accountId)?.zones ?? [];
      expect(spells.map(({ zoneId }) => zoneId).sort()).toEqual(zones.map(({ id }) => id).sort());
      expect(spells.map(({ reason }) => reason)).toEqual(zones.map(() => 'account-unread'));
      expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([out, other]);
    },
  );

  it('a zone that one list lacks is unknown; one that was removed is gone, and its outage with it', async () => {
    const { out, changes } = await aSteadyShard({ rhythm: { RECHECK_SECONDS: 0 } });
    await shard.faults({ zoneVanished: { rate: 1, zone: out } });
    await shard.run(RHYTHM.POLL_INTERVAL_SECONDS);
    await shard.faults({ zoneVanished: 0 });
    await shard.run(PROMISE_SECONDS);
    expect(since(changes)).toMatchObject([{ kind: 'unknown', zoneId: out, reason: 'zone-not-told' }]);
    await shard.door('DELETE', `zones/${encodeURIComponent(out)}`);
    await shard.run(3 * RHYTHM.POLL_INTERVAL_SECONDS + 60);
    expect(since(changes, 'unknown')).toMatchObject([
      { kind: 'outage-ended', zoneId: out, reason: 'gone' },
      { kind: 'gone', zoneId: out, reason: 'not-listed' },
    ]);
  });

  it('an account that was removed is asked for by its id and is unknown, never down', async () => {
    const { accountId, changes } = await aSteadyShard();
    await shard.door('POST', 'accounts', { remove: accountId });
    await shard.run(3_600);
    expect(since(changes)).toEqual([]);
    expect(shard.states.all.get(accountId)?.state.unread?.reason).toBe('forbidden');
    expect(shard.notices).toEqual([]);
  });

  it('a device that is connected again between two looks leaves no trace but a suspicion', async () => {
    const { changes } = await aSteadyShard();
    const other = String(shard.zonesOfVenue('1003')[0]?.id);
    await shard.break({ zone: other, state: 'offline', seconds: 310 });
    await shard.run(320);
    expect(since(changes, 'suspected', 'dismissed')).toEqual([]);
  });
});
