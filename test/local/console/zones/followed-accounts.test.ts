import type { SavedAccount } from '../../../../lambdas/monitoring/store/account-states.ts';
import { followAccounts } from '../../../../local/console/zones/followed-accounts.ts';

const saved = (seq: number): SavedAccount => ({ seq, state: { zones: {}, observedAt: seq }, shard: 'one', leg: 'p0' });

function aTable() {
  const table = new Map<string, number>();
  const asked = { numbers: 0, loaded: [] as string[][] };
  let now = 1_000;
  const accounts = followAccounts(
    {
      async numbers() {
        asked.numbers += 1;
        return new Map(table);
      },
      async load(ids) {
        asked.loaded.push([...ids]);
        return new Map(ids.map((id) => [id, saved(table.get(id) ?? 0)]));
      },
    },
    { leastMilliseconds: 500, clock: () => new Date(now) },
  );
  return {
    table,
    asked,
    accounts,
    pass(milliseconds: number) {
      now += milliseconds;
    },
  };
}

describe('the states of all accounts', () => {
  it('are read once, and then only what was written since', async () => {
    const { table, asked, accounts, pass } = aTable();
    table.set('a', 1).set('b', 1);
    expect((await accounts()).size).toBe(2);
    pass(500);
    await accounts();
    table.set('b', 2).set('c', 1);
    pass(500);
    const known = await accounts();
    expect(asked.loaded).toEqual([['a', 'b'], [], ['b', 'c']]);
    expect([known.get('a')?.seq, known.get('b')?.seq, known.get('c')?.seq]).toEqual([1, 2, 1]);
  });

  it('are not asked for more often than is allowed, however many ask', async () => {
    const { table, asked, accounts, pass } = aTable();
    table.set('a', 1);
    await Promise.all([accounts(), accounts(), accounts()]);
    pass(499);
    await accounts();
    expect(asked.numbers).toBe(1);
  });

  it('forget what is no longer there', async () => {
    const { table, accounts, pass } = aTable();
    table.set('a', 1);
    await accounts();
    table.delete('a');
    pass(500);
    expect((await accounts()).size).toBe(0);
  });
});
