import type { DataApiCalls } from './data-api-calls.ts';
import type { Waiting } from './patience.ts';
import type { Sql } from './sql-client.ts';
import { failedWith, SqlFailure } from './sql-failure.ts';
import { sqlThrough } from './sql-through.ts';

const mostAttempts = 3;

/** Nothing was committed, and the next attempt may well succeed. */
const worthAnotherAttempt = ['serialization', 'deadlock', 'connection'] as const;

/** All or nothing; the whole work again, three times at most, when a conflict or a lost connection undid it. */
export async function inTransaction<Result>(
  calls: DataApiCalls,
  work: (sql: Sql) => Promise<Result>,
  { sleep, jitter }: Waiting,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const ended = await attemptOnce(calls, work);
    if (ended.kind === 'done') return ended.result;
    const again = ended.undone && failedWith(ended.reason, ...worthAnotherAttempt) && attempt < mostAttempts;
    if (!again) throw ended.error;
    await sleep(100 * attempt * (0.5 + jitter()));
  }
}

/** `undone`: surely nothing of it was committed. `reason`: what the database said, whatever `work` made of it. */
type Ended<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'failed'; error: unknown; reason: unknown; undone: boolean };

async function attemptOnce<Result>(calls: DataApiCalls, work: (sql: Sql) => Promise<Result>): Promise<Ended<Result>> {
  const transactionId = await calls.begin();
  const statements = oneAfterTheOther(sqlThrough(calls, () => ({ ifLost: 'undo', transactionId })));
  let result: Result;
  try {
    result = await work(statements.sql);
    await statements.end();
    // The database turns the commit of a transaction with a failed statement into a rollback and says nothing.
    if (statements.failure) throw statements.failure;
  } catch (error) {
    await statements.end();
    await calls.rollback(transactionId);
    return { kind: 'failed', error, reason: statements.failure ?? error, undone: true };
  }
  try {
    await calls.commit(transactionId);
    return { kind: 'done', result };
  } catch (error) {
    return { kind: 'failed', error, reason: error, undone: failedWith(error, 'serialization', 'deadlock') };
  }
}

/**
 * A transaction is one connection, so statements started side by side queue up; after the first that fails, or after
 * the end, none is sent any more.
 */
function oneAfterTheOther(sql: Sql) {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  const state: { failure?: SqlFailure } = {};
  const queued = <Output>(send: () => Promise<Output>): Promise<Output> => {
    const turn = last.then(() => {
      if (state.failure) throw state.failure;
      if (ended) throw new SqlFailure('transaction-gone', 'This transaction has ended', { retryable: false });
      return send();
    });
    last = turn.catch((error: unknown) => {
      if (error instanceof SqlFailure) state.failure ??= error;
    });
    return turn;
  };
  return {
    sql: {
      query: (statement, parameters, row) => queued(() => sql.query(statement, parameters, row)),
      execute: (statement, parameters) => queued(() => sql.execute(statement, parameters)),
    } satisfies Sql,
    get failure() {
      return state.failure;
    },
    async end() {
      await last;
      ended = true;
    },
  };
}
