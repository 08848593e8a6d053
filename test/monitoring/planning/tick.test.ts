import { type TickingShard, tick } from '../../../lambdas/monitoring/planning/tick.ts';
import { aPolicy } from '../detection/an-account.ts';
import { monitorNotesInMemory, shardNotesInMemory, statesInMemory } from '../store/in-memory.ts';
import { accountIds, aHeartbeat, NOW } from './a-situation.ts';

const [ofOne, ofTwo] = [accountIds(20).slice(0, 10), accountIds(20).slice(10)];
const unread = { since: NOW - 120_000, reason: 'unavailable' };
const away = async () => Promise.reject(new Error('away'));

/** Two shards: of one everything can be read, of the other nothing. */
async function twoShards(more: { two?: Partial<TickingShard['notes']> } = {}) {
  const notices: string[] = [];
  const sent: string[] = [];
  const [one, two] = [shardNotesInMemory(), shardNotesInMemory()];
  await one.saveHeartbeat(aHeartbeat('a0', { read: ofOne }));
  await two.saveHeartbeat(
    aHeartbeat('a0', { behind: Object.fromEntries(ofTwo.map((id) => [id, NOW - 300_000])), unread }),
  );
  const shard = (id: string, notes: TickingShard['notes'], ids: string[]): TickingShard => ({
    id,
    notes,
    send: async (sends) => void sent.push(...sends.map(() => id)),
    accountIds: ids,
  });
  const monitor = monitorNotesInMemory(statesInMemory());
  const ports = {
    notes: monitor,
    tell: async (subject: string) => void notices.push(subject),
    policy: aPolicy(),
    zonesOf: () => 3,
  };
  const run = (notes: Partial<TickingShard['notes']>, now: number) =>
    tick([shard('one', one, ofOne), shard('two', { ...two, ...notes }, ofTwo)], ports, new Date(now));
  return { notices, sent, run, first: () => run(more.two ?? {}, NOW) };
}

describe('a tick of the planner', () => {
  it('plans every shard and sums up how much of them is watched', async () => {
    const { first, sent } = await twoShards();
    expect(await first()).toMatchObject({
      coverage: { accounts: 20, fresh: 20, unread: 10, everRead: 20 },
      degraded: false,
      planned: [{ id: 'one' }, { id: 'two' }],
      failed: [],
    });
    expect(new Set(sent)).toEqual(new Set(['one', 'two']));
  });

  it('counts the accounts of a shard that fails as watched by nobody, and plans the others', async () => {
    const { first, sent } = await twoShards({ two: { planned: away } });
    expect(await first()).toMatchObject({
      coverage: { accounts: 20, fresh: 10, zonesUnknown: 30 },
      planned: [{ id: 'one' }],
      failed: [{ id: 'two', error: new Error('away') }],
    });
    expect(new Set(sent)).toEqual(new Set(['one']));
  });

  it('does not judge Soundtrack while a shard fails: trouble neither begins nor is over', async () => {
    const { run, notices } = await twoShards();
    for (const cycle of [0, 1]) await run({}, NOW + cycle * 300_000);
    expect(notices).toEqual([expect.stringMatching('degraded')]);
    expect(await run({ heartbeats: away }, NOW + 600_000)).toMatchObject({ degraded: undefined });
    expect(notices).toHaveLength(1);
  });
});
