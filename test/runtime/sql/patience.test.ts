import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { databaseError, networkError, scriptedDataApi, serviceError } from './scripted-data-api.ts';

const anything = z.object({});
const asleep = serviceError('DatabaseResumingException');
const lost = networkError('ECONNRESET');
const begun = { transactionId: 't1' };
const conflict = databaseError('40001', 'could not serialize access');
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

describe('a sleeping database', () => {
  it('is waited for, ever less often, also by a statement that writes', async () => {
    const { sql, pauses } = scriptedDataApi([asleep, asleep, asleep, { numberOfRecordsUpdated: 1 }]);
    expect(await sql.execute('update a set b = 1')).toBe(1);
    expect(pauses).toEqual([500, 1_000, 2_000]);
  });

  it('is waited for 30 seconds at most', async () => {
    const { sql, pauses, sent } = scriptedDataApi(Array(100).fill(asleep));
    await expect(sql.execute('update a set b = 1')).rejects.toMatchObject({ code: 'resuming', retryable: true });
    expect(sum(pauses)).toBeLessThanOrEqual(30_000);
    expect(sum(pauses)).toBeGreaterThan(25_000);
    expect(sent.length).toBeLessThan(12);
  });

  it('is waited for by a transaction before it begins', async () => {
    const { sql, operations } = scriptedDataApi([asleep, begun]);
    await sql.transaction((one) => one.execute('update a set b = 1'));
    expect(operations()).toEqual(['Begin', 'Begin', 'Execute', 'Commit']);
  });
});

describe('a lost answer', () => {
  it('to a question is asked for again', async () => {
    const { sql, sent } = scriptedDataApi([lost, serviceError('InternalServerErrorException', 'oh', 500), {}]);
    expect(await sql.query('select 1', {}, anything)).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  it.each(['insert into a values (1)', 'with b as (delete from a returning *) select * from b'])(
    'to a write is not: %s',
    async (statement) => {
      const { sql, sent } = scriptedDataApi([lost]);
      await expect(sql.query(statement, {}, anything)).rejects.toMatchObject({ code: 'outcome-unknown' });
      expect(sent).toHaveLength(1);
    },
  );

  it('to a question whose answer is too large is not', async () => {
    const { sql, sent } = scriptedDataApi([serviceError('UnsupportedResultException')]);
    await expect(sql.query('select 1', {}, anything)).rejects.toMatchObject({ code: 'too-large' });
    expect(sent).toHaveLength(1);
  });

  it('within a transaction undoes it, and the work runs again', async () => {
    const { sql, operations } = scriptedDataApi([begun, lost, {}, begun]);
    let runs = 0;
    await sql.transaction(async (one) => {
      runs += 1;
      await one.execute('update a set b = 1');
    });
    expect(runs).toBe(2);
    expect(operations()).toEqual(['Begin', 'Execute', 'Rollback', 'Begin', 'Execute', 'Commit']);
  });

  it('to a commit is asked for once more', async () => {
    const { sql, operations } = scriptedDataApi([begun, {}, lost, { transactionStatus: 'Transaction Committed' }]);
    expect(await sql.transaction((one) => one.execute('update a set b = 1'))).toBe(0);
    expect(operations()).toEqual(['Begin', 'Execute', 'Commit', 'Commit']);
  });

  it.each([lost, serviceError('TransactionNotFoundException')])(
    'to a commit that stays lost (%s) is told as unknown, and nothing runs again',
    async (second) => {
      const { sql, operations } = scriptedDataApi([begun, {}, lost, second]);
      const work = sql.transaction((one) => one.execute('update a set b = 1'));
      await expect(work).rejects.toMatchObject({ code: 'outcome-unknown', retryable: true });
      expect(operations()).toEqual(['Begin', 'Execute', 'Commit', 'Commit']);
    },
  );
});

describe('a transaction', () => {
  const failing = async (
    answers: (Error | object)[],
    work: Parameters<ReturnType<typeof scriptedDataApi>['sql']['transaction']>[0],
  ) => {
    const api = scriptedDataApi(answers as Error[]);
    const ended = await api.sql.transaction(work).then(
      () => 'committed',
      (error) => error.code ?? error.message,
    );
    return { ended, operations: api.operations() };
  };

  it.each([['40001'], ['40P01']])('that lost a conflict (%s) runs again, three times at most', async (state) => {
    const once = [begun, databaseError(state, 'no'), {}];
    const { ended, operations } = await failing([...once, ...once, ...once, begun], (one) => one.execute('update a'));
    expect(ended).toBe(state === '40001' ? 'serialization' : 'deadlock');
    expect(operations.filter((name) => name === 'Begin')).toHaveLength(3);
  });

  it('whose commit lost a conflict runs again', async () => {
    const { ended, operations } = await failing([begun, {}, conflict, begun], (one) => one.execute('update a'));
    expect(ended).toBe('committed');
    expect(operations).toEqual(['Begin', 'Execute', 'Commit', 'Begin', 'Execute', 'Commit']);
  });

  it('is rolled back when the work says no, and does not run again', async () => {
    const { ended, operations } = await failing([begun], async (one) => {
      await one.execute('update a');
      throw new Error('changed my mind');
    });
    expect([ended, operations]).toEqual(['changed my mind', ['Begin', 'Execute', 'Rollback']]);
  });

  it('is not committed when a failed statement was ignored: the database would roll back and say yes', async () => {
    const { ended, operations } = await failing([begun, databaseError('23505', 'no')], async (one) => {
      await one.execute('insert into a').catch(() => undefined);
    });
    expect([ended, operations]).toEqual(['unique-violation', ['Begin', 'Execute', 'Rollback']]);
  });

  it('sends nothing more after a statement that failed, nor after its end', async () => {
    let kept: ((statement: string) => Promise<number>) | undefined;
    const { operations } = await failing([begun, databaseError('23505', 'no')], async (one) => {
      kept = one.execute;
      await Promise.all([one.execute('insert into a'), one.execute('insert into b'), one.execute('insert into c')]);
    });
    expect(operations).toEqual(['Begin', 'Execute', 'Rollback']);
    const { operations: after } = await failing([begun], async (one) => {
      kept = one.execute;
    });
    await expect(kept?.('insert into d')).rejects.toMatchObject({ code: 'transaction-gone', retryable: false });
    expect(after).toEqual(['Begin', 'Commit']);
  });

  it('sends statements one after the other, also those started side by side', async () => {
    const { sql, sent } = scriptedDataApi([begun]);
    const done = await sql.transaction((one) =>
      Promise.all(['a', 'b', 'c'].map((name) => one.execute(`update ${name}`))),
    );
    expect(done).toEqual([0, 0, 0]);
    expect(sent.map(({ input }) => input.sql)).toEqual([undefined, 'update a', 'update b', 'update c', undefined]);
    expect(new Set(sent.slice(1).map(({ input }) => input.transactionId))).toEqual(new Set(['t1']));
  });

  it('that cannot be rolled back is left to end by itself', async () => {
    const { ended } = await failing([begun, databaseError('23505', 'no'), lost], (one) => one.execute('insert into a'));
    expect(ended).toBe('unique-violation');
  });
});

describe('every call', () => {
  it('is shown with its beginning, its time and its rows, without values', async () => {
    const seen: unknown[] = [];
    const { sql } = scriptedDataApi([asleep, { records: [[], []] }, begun, { numberOfRecordsUpdated: 3 }, {}], {
      onStatement: (one) => seen.push(one),
    });
    await sql.query('select 1 from venues', {}, anything);
    await sql.transaction((one) => one.execute('update a set b = :b', { b: 'secret' }));
    expect(seen).toEqual([
      { statement: 'select 1 from venues', milliseconds: 500, rows: 2 },
      { statement: 'begin', milliseconds: 0, rows: 0 },
      { statement: 'update a set b =', milliseconds: 0, rows: 3 },
      { statement: 'commit', milliseconds: 0, rows: 0 },
    ]);
  });
});
