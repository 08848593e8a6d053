import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { type DataApi, dataApiCalls } from './data-api-calls.ts';
import { inTransaction } from './in-transaction.ts';
import type { Waiting } from './patience.ts';
import type { SqlClient } from './sql-client.ts';
import { onlyReads } from './sql-text.ts';
import { sqlThrough } from './sql-through.ts';

export type SqlOnDataApi = DataApi & {
  clock: Clock;
  /** @default really sleeps */
  sleep?(milliseconds: number): Promise<unknown>;
  /** From 0 to 1. @default random */
  jitter?(): number;
};

/**
 * PostgreSQL through the RDS Data API. Waits for a sleeping database, and repeats what surely changed nothing. A
 * statement outside a transaction that writes is never sent twice: a lost answer is the failure `outcome-unknown`, and
 * so is a lost commit. Failures inside `transaction` that kept it from committing run the whole work again.
 */
export function sqlOnDataApi({ clock, sleep = pause, jitter = dice, ...api }: SqlOnDataApi): SqlClient {
  const waiting: Waiting = { clock, sleep, jitter };
  const calls = dataApiCalls(api, waiting);
  return {
    ...sqlThrough(calls, (statement) => ({ ifLost: onlyReads(statement) ? 'repeat' : 'unknown' })),
    transaction: (work) => inTransaction(calls, work, waiting),
  };
}

const dice = () => randomInt(1_000) / 1_000;
