import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../../database/temporary-database.ts';

let database: TemporaryDatabase;
const execute = (sql: string, parameters: SqlParameter[] = [], more: Partial<ExecuteStatementCommandInput> = {}) =>
  database.client.send(new ExecuteStatementCommand({ ...database.asOwner, sql, parameters, ...more }));
const text = (name: string, stringValue: string, typeHint?: SqlParameter['typeHint']): SqlParameter => ({
  name,
  value: { stringValue },
  ...(typeHint && { typeHint }),
});
const long = (name: string, longValue: number): SqlParameter => ({ name, value: { longValue } });
const id = '5f2f5a1c-2a52-4a4b-8a53-1d0d6a7b8c9d';

beforeAll(async () => {
  database = await startTemporaryDatabase();
  await execute(`CREATE TABLE zones (
    id uuid PRIMARY KEY, name text UNIQUE, facts jsonb, seen timestamptz, day date, opens time, share numeric, plays int,
    loud boolean, level float8, raw bytea)`);
});
afterAll(() => database.close());

describe('a parameter', () => {
  it('of every field and hint reaches the column it is for', async () => {
    const sql = `INSERT INTO zones VALUES (:id, :name, :facts, :seen, :day, :opens, :share, :plays, :loud, :level, :raw)
      RETURNING id, name, facts->'a', seen, day, opens, share, plays, loud, level, raw`;
    const { records } = await execute(sql, [
      text('id', id, 'UUID'),
      text('name', "O'Neill's; DROP TABLE zones"),
      text('facts', '{"a": [1]}', 'JSON'),
      text('seen', '2026-02-03 04:05:06.789', 'TIMESTAMP'),
      text('day', '2026-02-03', 'DATE'),
      text('opens', '10:30:00', 'TIME'),
      text('share', '12.5', 'DECIMAL'),
      long('plays', 3),
      { name: 'loud', value: { booleanValue: true } },
      { name: 'level', value: { doubleValue: 0.25 } },
      { name: 'raw', value: { blobValue: new Uint8Array([1, 2]) } },
      text('unused', 'x'),
    ]);
    expect(records).toEqual([
      [
        { stringValue: id },
        { stringValue: "O'Neill's; DROP TABLE zones" },
        { stringValue: '[1]' },
        { stringValue: '2026-02-03 04:05:06.789' },
        { stringValue: '2026-02-03' },
        { stringValue: '10:30:00' },
        { stringValue: '12.5' },
        { longValue: 3 },
        { booleanValue: true },
        { doubleValue: 0.25 },
        { blobValue: new Uint8Array([1, 2]) },
      ],
    ]);
  });

  it('without a value is null for any column', async () => {
    const { records } = await execute(
      "UPDATE zones SET plays = :none, day = :none2 WHERE name LIKE 'O%' RETURNING plays",
      [
        { name: 'none', value: { isNull: true } },
        { name: 'none2', value: { isNull: true } },
      ],
    );
    expect(records).toEqual([[{ isNull: true }]]);
  });

  it('may be used twice, and carry a list as JSON', async () => {
    const sql =
      'SELECT name FROM zones, jsonb_to_recordset(:rows::jsonb) AS r(id uuid, n int) WHERE zones.id = r.id AND :n = :n';
    const { records } = await execute(sql, [text('rows', JSON.stringify([{ id, n: 1 }]), 'JSON'), long('n', 1)]);
    expect(records).toHaveLength(1);
  });

  it.each<[string, string, SqlParameter[], string, RegExp]>([
    [
      'text where a uuid is needed',
      'SELECT 1 FROM zones WHERE id = :id',
      [text('id', id)],
      'DatabaseErrorException',
      /^ERROR: operator does not exist: uuid = text; Hint: .*; Position: \d+; SQLState: 42883$/,
    ],
    [
      'text put into a column of another type',
      'UPDATE zones SET facts = :facts',
      [text('facts', '{}')],
      'DatabaseErrorException',
      /column "facts" is of type jsonb but expression is of type text; .*SQLState: 42804$/,
    ],
    [
      'a date with a zone',
      'SELECT :t',
      [text('t', '2026-02-03T04:05:06Z', 'TIMESTAMP')],
      'BadRequestException',
      /^Cannot parse date or time "2026-02-03T04:05:06Z"$/,
    ],
    [
      'an array',
      'SELECT :list',
      [{ name: 'list', value: { arrayValue: { longValues: [1] } } }],
      'BadRequestException',
      /^Array parameters are not supported\.$/,
    ],
    ['a missing one', 'SELECT :a, :b', [long('a', 1)], 'BadRequestException', /^Cannot find parameter: b$/],
    [
      'a name that is none',
      'SELECT 1',
      [long('$1', 1)],
      'ValidationException',
      /^Named parameter syntax is invalid, input: \$1$/,
    ],
    ['no field', 'SELECT :a', [{ name: 'a' }], 'BadRequestException', /^Parameter "a" has value with no field set$/],
  ])('is refused when it is %s', async (_, sql, parameters, name, message) => {
    await expect(execute(sql, parameters)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe('a statement', () => {
  it.each([
    ['SELEKT 1', 'DatabaseErrorException', 'ERROR: syntax error at or near "SELEKT"; Position: 1; SQLState: 42601'],
    [
      'SELECT * FROM nowhere',
      'DatabaseErrorException',
      'ERROR: relation "nowhere" does not exist; Position: 15; SQLState: 42P01',
    ],
    [
      `INSERT INTO zones (id) VALUES ('${id}')`,
      'DatabaseErrorException',
      'ERROR: duplicate key value violates unique constraint "zones_pkey"; SQLState: 23505',
    ],
    ['SELECT 1; SELECT 2', 'ValidationException', "Multistatements aren't supported."],
    [' ', 'ValidationException', 'sql must not be null'],
  ])('that is wrong (%s) says so as the service does', async (sql, name, message) => {
    await expect(execute(sql)).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: 400 } });
  });

  it('may end in a semicolon', async () => {
    expect((await execute('SELECT 1;')).records).toHaveLength(1);
  });

  it('may not name a schema', async () => {
    await expect(execute('SELECT 1', [], { schema: 'public' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: "The schema parameter isn't supported",
    });
  });

  it('is refused above 4 MiB', async () => {
    await expect(execute('SELECT :t', [text('t', 'x'.repeat(4 * 1024 * 1024))])).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  it('leaves nothing of its session to the next one', async () => {
    await execute("SET application_name = 'left over'");
    await execute('CREATE TEMPORARY TABLE left_over (a int)');
    await execute('BEGIN');
    const { records } = await execute("SELECT current_setting('application_name'), to_regclass('left_over') IS NULL");
    expect(records).toEqual([[{ stringValue: '' }, { booleanValue: true }]]);
  });

  it('runs in UTC', async () => {
    const { records } = await execute("SELECT current_setting('timezone'), '2026-02-03 00:00:00'::timestamptz");
    expect(records?.[0]).toEqual([{ stringValue: 'UTC' }, { stringValue: '2026-02-03 00:00:00' }]);
  });
});

describe('a batch', () => {
  const batch = (sql: string, parameterSets?: SqlParameter[][]) =>
    database.client.send(new BatchExecuteStatementCommand({ ...database.asOwner, sql, parameterSets }));

  it('runs its statement once per set of parameters, with nothing generated', async () => {
    await execute('CREATE TABLE plays (n int PRIMARY KEY)');
    const sets = [1, 2, 3].map((n) => [long('n', n)]);
    expect((await batch('INSERT INTO plays VALUES (:n)', sets)).updateResults).toEqual(
      sets.map(() => ({ generatedFields: [] })),
    );
    expect((await execute('SELECT n FROM plays')).records).toHaveLength(3);
  });

  it('without sets runs nothing', async () => {
    expect((await batch('DELETE FROM plays')).updateResults).toEqual([]);
    expect((await execute('SELECT n FROM plays')).records).toHaveLength(3);
  });

  it('outside a transaction keeps what went before a set that fails', async () => {
    await expect(batch('INSERT INTO plays VALUES (:n)', [[long('n', 4)], [long('n', 4)]])).rejects.toThrow(/23505/);
    expect((await execute('SELECT n FROM plays WHERE n = 4')).records).toHaveLength(1);
  });
});
