import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { pagesOf } from '../../../lambdas/runtime/sql/pages-of.ts';
import { sqlDate, sqlInstant, sqlJson } from '../../../lambdas/runtime/sql/row-schemas.ts';
import type { SqlClient, SqlValue } from '../../../lambdas/runtime/sql/sql-client.ts';
import { sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';

let server: TemporaryDatabase;
let sql: SqlClient;
const clientOf = (secretArn = server.secretArn) =>
  sqlOnDataApi({
    client: server.client,
    clusterArn: server.clusterArn,
    secretArn,
    database: server.database,
    clock: () => new Date(),
    sleep: async () => undefined,
  });
beforeAll(async () => {
  server = await startTemporaryDatabase();
  sql = clientOf();
  await sql.execute('create table things (id bigint primary key, name text, at timestamptz, size integer)');
});
afterEach(() => server.faults.clear());
afterAll(() => server.close());

async function one<Row extends z.ZodType>(statement: string, value: SqlValue, row: Row): Promise<z.output<Row>> {
  const [found] = await sql.query(statement, { value }, z.object({ it: z.unknown() }));
  return row.parse(found?.it);
}

describe('a value comes back as it went', () => {
  const july = new Date('2026-07-21T10:11:12.345Z');
  it.each<[string, string, SqlValue, z.ZodType, unknown]>([
    ['text', ':value', "it's; :a $1 \\ โรงแรม 🏨 \n", z.string(), "it's; :a $1 \\ โรงแรม 🏨 \n"],
    ['empty text', ':value', '', z.string(), ''],
    ['nothing', 'cast(:value as text)', null, z.null(), null],
    ['a whole number', ':value', 42, z.number(), 42],
    ['the largest exact number', ':value', Number.MAX_SAFE_INTEGER, z.number(), Number.MAX_SAFE_INTEGER],
    ['a small whole number', 'cast(:value as smallint)', -7, z.number(), -7],
    ['a fraction', ':value', 0.1, z.number(), 0.1],
    ['a truth', ':value', true, z.boolean(), true],
    [
      'a decimal',
      'cast(:value as numeric)',
      { decimal: '12345678901234567890.05' },
      z.string(),
      '12345678901234567890.05',
    ],
    [
      'a uuid',
      ':value',
      { uuid: '0190163d-8694-739b-aea5-966c26f8ad91' },
      z.uuid(),
      '0190163d-8694-739b-aea5-966c26f8ad91',
    ],
    ['a date', ':value', { date: '2026-02-28' }, sqlDate, '2026-02-28'],
    ['an instant', ':value', { instant: july }, sqlInstant, july],
    ['an instant cast once more', ':value::timestamptz', { instant: july }, sqlInstant, july],
    ['json', ':value', { json: { a: ["'", null] } }, sqlJson(z.unknown()), { a: ["'", null] }],
    ['json null', ':value', { json: null }, sqlJson(z.null()), null],
    ['a list of text', "array['a', :value]", 'b', z.array(z.string()), ['a', 'b']],
  ])('%s', async (_, expression, value, row, expected) => {
    expect(await one(`select ${expression} as it`, value, row)).toEqual(expected);
  });

  it('a whole number beyond what is exact is text, not another number', async () => {
    expect(await one("select 9007199254740993 as it, ':x' as no", 1, z.string())).toBe('9007199254740993');
  });
});

describe('an instant', () => {
  it.each(['UTC', 'Asia/Bangkok', 'America/St_Johns'])('is the same instant in a session of %s', async (zone) => {
    const at = new Date('2026-03-08T07:30:00.250Z');
    const seconds = z.object({ seconds: z.number(), at: sqlInstant });
    const [found] = await sql.transaction(async (sql) => {
      await sql.execute(`set local timezone = '${zone}'`);
      await sql.execute('insert into things (id, at) values (1, :at) on conflict (id) do update set at = excluded.at', {
        at: { instant: at },
      });
      return sql.query(
        `select cast(extract(epoch from at) as float8) as seconds, at at time zone 'UTC' as at from things
         where at = :at and id = 1`,
        { at: { instant: at } },
        seconds,
      );
    });
    expect(found).toEqual({ seconds: at.getTime() / 1_000, at });
    const [again] = await sql.query('select at, 0 as seconds from things where id = 1', {}, seconds);
    expect(again?.at).toEqual(at);
  });
});

describe('what the database answers', () => {
  it.each([
    ['unique-violation', 'insert into things (id) values (100), (100)', { constraint: 'things_pkey' }],
    ['bad-statement', 'selec 1', { sqlState: '42601' }],
    ['bad-statement', 'select * from nothing_here', { sqlState: '42P01' }],
    ['bad-statement', 'select 1; select 2', {}],
    ['invalid-value', "insert into things (id) select cast('x' as bigint)", { sqlState: '22P02' }],
    ['raised', "do $$ begin raise exception 'no'; end $$", { sqlState: 'P0001' }],
  ])('is %s to: %s', async (code, statement, more) => {
    await expect(sql.execute(statement)).rejects.toMatchObject({ code, ...more });
  });

  it('is not-permitted to whoever may not', async () => {
    const stranger = clientOf(await server.addRole('stranger'));
    await expect(stranger.execute('delete from things')).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is how many rows were written', async () => {
    expect(await sql.execute('insert into things (id) select generate_series(200, 209)')).toBe(10);
    expect(await sql.execute('delete from things where id >= 200')).toBe(10);
  });
});

describe('lists', () => {
  it('larger than an answer may be are read whole, in smaller pages', async () => {
    await sql.execute(
      "insert into things (id, name) select n, repeat('x', 4000) from generate_series(1000, 1999) as n",
    );
    const row = z.object({ id: z.number(), name: z.string() });
    const asked: number[] = [];
    const pages = pagesOf(
      (after: number | undefined, limit: number) => {
        asked.push(limit);
        return sql.query(
          'select id, name from things where id > :after and id >= 1000 order by id limit :limit',
          { after: after ?? 0, limit },
          row,
        );
      },
      { keyOf: ({ id }) => id, limit: 1_000 },
    );
    const ids: number[] = [];
    for await (const page of pages) ids.push(...page.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 1_000 }, (_, index) => 1_000 + index));
    expect(asked.slice(0, 4)).toEqual([1_000, 500, 250, 250]);
  });

  it('go as one value and are opened in the database', async () => {
    const rows = Array.from({ length: 3_000 }, (_, id) => ({ id: 10_000 + id, name: `'${id}' 🏨` }));
    const written = await sql.execute(
      `insert into things (id, name)
       select id, name from jsonb_to_recordset(:rows) as rows (id bigint, name text)`,
      { rows: { json: rows } },
    );
    expect(written).toBe(3_000);
  });
});

describe('lost answers', () => {
  const counted = async () => one('select count(*) as it from things where id = :value', 300, z.number());
  const insert = (on: Pick<SqlClient, 'execute'>) =>
    on.execute('insert into things (id) values (300) on conflict do nothing');

  it('to a write are told, and it had been carried out', async () => {
    server.faults.set({ dropResponses: 1 });
    await expect(insert(sql)).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await counted()).toBe(1);
    await sql.execute('delete from things where id = 300');
  });

  it('to a question are asked for again', async () => {
    server.faults.set({ dropResponses: 2 });
    expect(await counted()).toBe(0);
  });

  it('within a transaction undo it and run it again: once carried out, nothing left open', async () => {
    let runs = 0;
    await sql.transaction(async (sql) => {
      runs += 1;
      if (runs === 1) server.faults.set({ dropResponses: 1 });
      await sql.execute('insert into things (id) values (300)');
    });
    expect([runs, await counted(), server.openTransactions()]).toEqual([2, 1, 0]);
    await sql.execute('delete from things where id = 300');
  });

  it('to a commit are told as unknown, and it had been carried out once', async () => {
    const work = sql.transaction(async (sql) => {
      await insert(sql);
      server.faults.set({ dropResponses: 1 });
    });
    await expect(work).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await counted()).toBe(1);
  });
});

describe('conflicts', () => {
  it('let both go through, one after the other, when two wait for each other', async () => {
    await sql.execute('insert into things (id, size) values (400, 0), (401, 0)');
    let runs = 0;
    let arrived = 0;
    let bothArrived = () => {};
    const both = new Promise<void>((resolve) => {
      bothArrived = resolve;
    });
    const work = (first: number, second: number) =>
      sql.transaction(async (sql) => {
        runs += 1;
        await sql.execute('update things set size = size + 1 where id = :id', { id: first });
        arrived += 1;
        if (arrived === 2) bothArrived();
        await both;
        await sql.execute('update things set size = size + 1 where id = :id', { id: second });
      });
    await Promise.all([work(400, 401), work(401, 400)]);
    const sizes = await sql.query('select size from things where id in (400, 401)', {}, z.object({ size: z.number() }));
    expect(sizes).toEqual([{ size: 2 }, { size: 2 }]);
    expect(runs).toBe(3);
  });
});
