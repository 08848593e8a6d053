import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import pg from 'pg';
import { manualTime } from '../../../../local/simulators/time.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../../database/temporary-database.ts';

const time = manualTime('2026-02-03T04:05:06Z');
let database: TemporaryDatabase;
const execute = (sql: string, transactionId?: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  database.client.send(new ExecuteStatementCommand({ ...database.asOwner, sql, transactionId, ...more }));
const begin = async () => {
  const { transactionId = '' } = await database.client.send(new BeginTransactionCommand(database.asOwner));
  return transactionId;
};
const party = () => ({ resourceArn: database.clusterArn, secretArn: database.secretArn });
const commit = (transactionId: string) =>
  database.client.send(new CommitTransactionCommand({ ...party(), transactionId }));
const rollback = (transactionId: string) =>
  database.client.send(new RollbackTransactionCommand({ ...party(), transactionId }));
const count = async (where = 'true') =>
  (await execute(`SELECT count(*) FROM plays WHERE ${where}`)).records?.[0]?.[0]?.longValue;

const minutes = (n: number) => n * 60_000;
const gone = (cause: string) => ({
  name: 'TransactionNotFoundException',
  message: expect.stringMatching(new RegExp(`^Transaction .+ is not found\\. ${cause}`)),
  $metadata: { httpStatusCode: 404 },
});

beforeAll(async () => {
  database = await startTemporaryDatabase({ time });
  await execute('CREATE TABLE plays (n int PRIMARY KEY, taken boolean DEFAULT false)');
});
afterAll(() => database.close());
afterEach(() => database.faults.clear());

describe('a transaction', () => {
  it('is seen by others once it is committed, and not when it is rolled back', async () => {
    const kept = await begin();
    await execute('INSERT INTO plays VALUES (1)', kept);
    expect(await count('n = 1')).toBe(0);
    expect(await commit(kept)).toMatchObject({ transactionStatus: 'Transaction Committed' });
    expect(await count('n = 1')).toBe(1);

    const undone = await begin();
    await execute('DELETE FROM plays', undone);
    expect(await rollback(undone)).toMatchObject({ transactionStatus: 'Rollback Complete' });
    expect(await count('n = 1')).toBe(1);
  });

  it('claims other rows than the one beside it', async () => {
    await execute('INSERT INTO plays VALUES (21), (22)');
    const claim = 'SELECT n FROM plays WHERE n > 20 AND n < 30 ORDER BY n LIMIT 1 FOR UPDATE SKIP LOCKED';
    const [first, second] = [await begin(), await begin()];
    const claimed = await Promise.all([execute(claim, first), execute(claim, second)]);
    expect(claimed.map(({ records }) => records?.[0]?.[0]?.longValue).sort()).toEqual([21, 22]);
    await Promise.all([rollback(first), rollback(second)]);
  });

  it('stays broken after an error until it is rolled back', async () => {
    const broken = await begin();
    await expect(execute('SELECT 1 / 0', broken)).rejects.toThrow(/SQLState: 22012/);
    await expect(execute('SELECT 1', broken)).rejects.toThrow(/current transaction is aborted.*SQLState: 25P02/);
    await rollback(broken);
  });

  it('that broke cannot be committed', async () => {
    const broken = await begin();
    await execute('INSERT INTO plays VALUES (31)', broken);
    await expect(execute('SELECT 1 / 0', broken)).rejects.toThrow();
    await expect(commit(broken)).rejects.toMatchObject({ name: 'DatabaseErrorException' });
    expect(await count('n = 31')).toBe(0);
  });

  it('takes one statement at a time', async () => {
    const busy = await begin();
    const slow = execute('SELECT pg_sleep(30)', busy);
    await time.untilWaiting(45_000);
    await expect(execute('SELECT 1', busy)).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'Transaction is still running a query',
    });
    time.advance(45_000);
    await expect(slow).rejects.toMatchObject({ name: 'StatementTimeoutException' });
    await rollback(busy);
  });

  it('ends after three minutes without a call, and not before', async () => {
    const idle = await begin();
    await execute('INSERT INTO plays VALUES (41)', idle);
    time.advance(minutes(3) - 1);
    await execute('SELECT 1', idle);
    time.advance(minutes(3) - 1);
    expect(database.openTransactions()).toBe(1);
    time.advance(1);
    expect(database.openTransactions()).toBe(0);
    await expect(commit(idle)).rejects.toMatchObject(gone('Transaction may be expired'));
    expect(await count('n = 41')).toBe(0);
  });

  it('ends after a day however busy', async () => {
    const old = await begin();
    for (let passed = 0; passed < 24 * 60; passed += 2) {
      await execute('SELECT 1', old);
      time.advance(minutes(2));
    }
    await expect(execute('SELECT 1', old)).rejects.toMatchObject(gone('Transaction may be expired'));
  });

  it('cannot be used once it is over, nor without having been', async () => {
    const over = await begin();
    await commit(over);
    await expect(commit(over)).rejects.toMatchObject(gone('One previous call'));
    await expect(execute('SELECT 1', 'AAAA')).rejects.toMatchObject(gone('Transaction may be expired'));
  });

  it('belongs to the secret that began it', async () => {
    const secretArn = await database.addRole('stranger');
    const own = await begin();
    await expect(
      database.client.send(new CommitTransactionCommand({ ...party(), secretArn, transactionId: own })),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
    await rollback(own);
  });

  it('that is over has given its connection back', async () => {
    for (let n = 0; n < 40; n++) await rollback(await begin());
    const session = new pg.Client(database.connection);
    await session.connect();
    const { rows } = await session.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'owner'");
    await session.end();
    expect(rows[0].n).toBeLessThanOrEqual(12);
  });
});

describe('a statement that takes longer than 45 seconds', () => {
  const timedOut = { name: 'StatementTimeoutException', dbConnectionId: expect.any(Number) };

  it('is ended', async () => {
    const slow = execute("SELECT pg_sleep(60), 'ended'");
    await time.untilWaiting(45_000);
    time.advance(45_000);
    await expect(slow).rejects.toMatchObject(timedOut);
    const running = await execute(
      "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%''ended''%' AND pid <> pg_backend_pid()",
    );
    expect(running.records).toEqual([]);
  });

  it('goes on unheard when the call says so', async () => {
    const lock = await begin();
    await execute('LOCK TABLE plays', lock);
    const slow = execute('INSERT INTO plays VALUES (51)', undefined, { continueAfterTimeout: true });
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while ((await execute(waiting)).records?.length === 0);
    time.advance(45_000);
    await expect(slow).rejects.toMatchObject(timedOut);
    await commit(lock);
    const next = await begin();
    await execute('LOCK TABLE plays', next);
    await rollback(next);
    expect(await count('n = 51')).toBe(1);
  });
});

describe('the fault door', () => {
  it('lets every call find the cluster resuming until it is awake', async () => {
    database.faults.set({ resumingForMilliseconds: 15_000 });
    await expect(execute('SELECT 1')).rejects.toMatchObject({
      name: 'DatabaseResumingException',
      message: expect.stringMatching(
        /is resuming after being auto-paused\. Please wait a few seconds and try again\.$/,
      ),
      $metadata: { httpStatusCode: 400 },
    });
    time.advance(15_000);
    expect((await execute('SELECT 1')).records).toHaveLength(1);
  });

  it('has a cluster without its writer', async () => {
    database.faults.set({ unavailable: true });
    await expect(begin()).rejects.toMatchObject({
      name: 'DatabaseUnavailableException',
      $metadata: { httpStatusCode: 504 },
    });
  });

  it('loses the answer to a commit that was done', async () => {
    const lost = await begin();
    await execute('INSERT INTO plays VALUES (61)', lost);
    database.faults.set({ dropResponses: 1 });
    await expect(commit(lost)).rejects.toThrow(/socket hang up/);
    expect(await count('n = 61')).toBe(1);
  });

  it('makes calls slow', async () => {
    database.faults.set({ slowMilliseconds: 2_000 });
    let answered = false;
    const slow = execute('SELECT 1').finally(() => {
      answered = true;
    });
    await time.untilWaiting(2_000);
    expect(answered).toBe(false);
    time.advance(2_000);
    await slow;
  });
});

describe('signing in', () => {
  it('is as exactly the user of the secret, with what that user may do', async () => {
    const secretArn = await database.addRole('reader');
    await execute('GRANT SELECT ON plays TO reader');
    const as = { secretArn };
    expect((await execute('SELECT current_user', undefined, as)).records?.[0]?.[0]).toEqual({ stringValue: 'reader' });
    await execute('SELECT n FROM plays', undefined, as);
    await expect(execute('DELETE FROM plays', undefined, as)).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'ERROR: permission denied for table plays; SQLState: 42501',
    });
  });

  it('as the master user is not being the superuser, but making extensions', async () => {
    await execute('CREATE EXTENSION pg_trgm');
    expect((await execute('SHOW is_superuser')).records?.[0]?.[0]).toEqual({ stringValue: 'off' });
  });

  it.each<[string, Partial<ExecuteStatementCommandInput>, string, RegExp]>([
    [
      'another cluster',
      { resourceArn: 'arn:aws:rds:x:0:cluster:other' },
      'HttpEndpointNotEnabledException',
      /cluster:other$/,
    ],
    ['a secret that is not there', { secretArn: 'nothing' }, 'SecretsErrorException', /nothing wasn't found/],
    [
      'a database that is not there',
      { database: 'nowhere' },
      'DatabaseErrorException',
      /^ERROR: database "nowhere" does not exist; SQLState: 3D000$/,
    ],
    [
      'no database, which is then the one of the name of the user',
      { database: undefined },
      'DatabaseErrorException',
      /^ERROR: database "owner" does not exist; SQLState: 3D000$/,
    ],
  ])('is refused for %s', async (_, where, name, message) => {
    await expect(execute('SELECT 1', undefined, where)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('is refused with another password', async () => {
    const secretArn = await database.addRole('forgetful', 'right');
    const session = new pg.Client(database.connection);
    await session.connect();
    await session.query("ALTER ROLE forgetful PASSWORD 'changed'");
    await session.end();
    await expect(execute('SELECT 1', undefined, { secretArn })).rejects.toMatchObject({
      message: 'ERROR: password authentication failed for user "forgetful"; SQLState: 28P01',
    });
  });
});
