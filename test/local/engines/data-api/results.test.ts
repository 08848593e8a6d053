import { ExecuteStatementCommand, type ExecuteStatementCommandInput, type Field } from '@aws-sdk/client-rds-data';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../../database/temporary-database.ts';

let database: TemporaryDatabase;
const execute = (sql: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  database.client.send(new ExecuteStatementCommand({ ...database.asOwner, sql, ...more }));
const fieldFor = async (expression: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  (await execute(`SELECT ${expression}`, more)).records?.[0]?.[0];

beforeAll(async () => {
  database = await startTemporaryDatabase();
  await execute("CREATE TYPE mood AS ENUM ('glad', 'sad')");
});
afterAll(() => database.close());

describe('a value of a result', () => {
  it.each<[string, Field]>([
    ['NULL::int', { isNull: true }],
    ['true', { booleanValue: true }],
    ['1::smallint', { longValue: 1 }],
    ['-2', { longValue: -2 }],
    ['9007199254740991', { longValue: 9007199254740991 }],
    ['count(*) FROM generate_series(1, 3)', { longValue: 3 }],
    ['1.5::real', { doubleValue: 1.5 }],
    ['0.1::float8', { doubleValue: 0.1 }],
    ['12.50::numeric(10, 2)', { stringValue: '12.50' }],
    ["'text'", { stringValue: 'text' }],
    ["'ไทย 🎵'::varchar", { stringValue: 'ไทย 🎵' }],
    ["'ab'::char(4)", { stringValue: 'ab  ' }],
    ["'\\x00ff'::bytea", { blobValue: new Uint8Array([0, 255]) }],
    [`'{"a": 1}'::jsonb`, { stringValue: '{"a": 1}' }],
    [`'{"a":1}'::json`, { stringValue: '{"a":1}' }],
    ["'5f2f5a1c-2a52-4a4b-8a53-1d0d6a7b8c9d'::uuid", { stringValue: '5f2f5a1c-2a52-4a4b-8a53-1d0d6a7b8c9d' }],
    ["'glad'::mood", { stringValue: 'glad' }],
    ["'10.0.0.1'::inet", { stringValue: '10.0.0.1' }],
    ["'2026-02-03'::date", { stringValue: '2026-02-03' }],
    ["'12:34:56'::time", { stringValue: '12:34:56' }],
    ["'2026-02-03 04:05:06'::timestamp", { stringValue: '2026-02-03 04:05:06' }],
    ["'2026-02-03 04:05:06.5'::timestamp", { stringValue: '2026-02-03 04:05:06.500' }],
    ["'2026-02-03 04:05:06.123456'::timestamp", { stringValue: '2026-02-03 04:05:06.123456' }],
    ["'2026-02-03 04:05:06+07'::timestamptz", { stringValue: '2026-02-02 21:05:06' }],
    ['ARRAY[true, NULL]', { arrayValue: { booleanValues: [true, null as never] } }],
    ['ARRAY[1, 2]', { arrayValue: { longValues: [1, 2] } }],
    ['ARRAY[1.5::float8]', { arrayValue: { doubleValues: [1.5] } }],
    [`ARRAY['a', 'b,"c\\d', NULL, 'NULL']`, { arrayValue: { stringValues: ['a', 'b,"c\\d', null as never, 'NULL'] } }],
    ["'{}'::text[]", { arrayValue: { stringValues: [] } }],
    [
      "ARRAY['5f2f5a1c-2a52-4a4b-8a53-1d0d6a7b8c9d'::uuid]",
      { arrayValue: { stringValues: ['5f2f5a1c-2a52-4a4b-8a53-1d0d6a7b8c9d'] } },
    ],
  ])('of %s is %j', async (expression, field) => {
    expect(await fieldFor(expression)).toEqual(field);
  });

  it.each([
    ['a whole number as text', '7', { longReturnType: 'STRING' as const }, { stringValue: '7' }],
    ['a decimal as a number', '2.5::numeric', { decimalReturnType: 'DOUBLE_OR_LONG' as const }, { doubleValue: 2.5 }],
    ['a decimal without a fraction', '3::numeric', { decimalReturnType: 'DOUBLE_OR_LONG' as const }, { longValue: 3 }],
  ])('may be asked for as %s', async (_, expression, resultSetOptions, field) => {
    expect(await fieldFor(expression, { resultSetOptions })).toEqual(field);
  });

  it('beyond what a double holds is written out in full', async () => {
    const body = JSON.stringify({ ...database.asOwner, sql: 'SELECT 9007199254740993' });
    const answer = await fetch(`${database.endpoint}/Execute`, { method: 'POST', body });
    expect(await answer.text()).toBe('{"numberOfRecordsUpdated":0,"records":[[{"longValue":9007199254740993}]]}');
  });

  it.each([
    ["'1 day'::interval", 'UnsupportedResultException', 'The result contains the unsupported data type INTERVAL.'],
    ["'12:00+07'::timetz", 'UnsupportedResultException', 'The result contains the unsupported data type TIMETZ.'],
    ["'(1,2)'::point", 'UnsupportedResultException', 'The result contains the unsupported data type POINT.'],
    ['ROW(1, 2)', 'UnsupportedResultException', 'The result contains the unsupported data type RECORD.'],
    ['ARRAY[[1, 2], [3, 4]]', 'UnsupportedResultException', 'The result contains a multidimensional array.'],
    ["'NaN'::float8", 'UnsupportedResultException', 'NaN and Infinity values are not supported'],
    ["'infinity'::timestamptz", 'InternalFailure', expect.any(String)],
  ])('is refused when it is %s', async (expression, name, message) => {
    await expect(fieldFor(expression)).rejects.toMatchObject({ name, message });
  });
});

describe('a result', () => {
  beforeAll(async () => {
    await execute('CREATE TABLE songs (id serial PRIMARY KEY, title varchar(40) NOT NULL, price numeric(8, 2))');
  });

  it('counts what was changed, and has no generated fields', async () => {
    const inserted = await execute("INSERT INTO songs (title) VALUES ('a'), ('b')");
    expect(inserted).toMatchObject({ numberOfRecordsUpdated: 2, generatedFields: [] });
    expect(inserted.records).toBeUndefined();
    expect(await execute("UPDATE songs SET price = 1 WHERE title = 'a'")).toMatchObject({ numberOfRecordsUpdated: 1 });
  });

  it('has the rows that a change returns', async () => {
    const { records } = await execute("INSERT INTO songs (title) VALUES ('c') RETURNING title, price");
    expect(records).toEqual([[{ stringValue: 'c' }, { isNull: true }]]);
  });

  it('describes its columns when asked to', async () => {
    const sql = 'SELECT id, title AS name, price, ARRAY[1] AS list FROM songs LIMIT 0';
    const { columnMetadata, records } = await execute(sql, { includeResultMetadata: true });
    expect(records).toEqual([]);
    expect(columnMetadata).toMatchObject([
      {
        name: 'id',
        typeName: 'serial',
        type: 4,
        isAutoIncrement: true,
        nullable: 0,
        tableName: 'songs',
        schemaName: 'public',
      },
      { name: 'name', label: 'name', typeName: 'varchar', type: 12, precision: 40, nullable: 0 },
      { name: 'price', typeName: 'numeric', type: 2, precision: 8, scale: 2, nullable: 1, isSigned: true },
      { name: 'list', typeName: '_int4', type: 2003, arrayBaseColumnType: 4, nullable: 2, tableName: '' },
    ]);
    expect((await execute(sql)).columnMetadata).toBeUndefined();
  });

  it('of a SELECT may be one JSON text, without columns and records', async () => {
    const { formattedRecords, columnMetadata, records } = await execute(
      `SELECT 1 AS n, 'it "is"' AS t, true AS b, NULL AS nothing, 1.50 AS d, ARRAY[1, 2] AS list, '\\x0f'::bytea AS bytes`,
      { formatRecordsAs: 'JSON', includeResultMetadata: true },
    );
    expect(formattedRecords).toBe(
      '[{"n":1,"t":"it \\"is\\"","b":true,"nothing":null,"d":"1.50","list":[1,2],"bytes":"Dw=="}]',
    );
    expect([columnMetadata, records]).toEqual([undefined, undefined]);
    expect(
      (await execute("INSERT INTO songs (title) VALUES ('d') RETURNING title", { formatRecordsAs: 'JSON' })).records,
    ).toEqual([[{ stringValue: 'd' }]]);
    await expect(execute('SELECT 1 AS a, 2 AS a', { formatRecordsAs: 'JSON' })).rejects.toThrow(/more than one column/);
  });

  it('is refused above 1 MiB', async () => {
    await expect(execute("SELECT repeat('x', 60000) FROM generate_series(1, 18)")).rejects.toMatchObject({
      name: 'UnsupportedResultException',
      message: 'The result exceeds the size limit 1 MB.',
    });
    expect((await execute("SELECT repeat('x', 60000) FROM generate_series(1, 17)")).records).toHaveLength(17);
  });

  it('is refused when one row is above 64 KB', async () => {
    await expect(fieldFor("repeat('x', 65537)")).rejects.toMatchObject({ name: 'UnsupportedResultException' });
    expect(await fieldFor("repeat('x', 65536)")).toMatchObject({ stringValue: expect.any(String) });
  });
});
