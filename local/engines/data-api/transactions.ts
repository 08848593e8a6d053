import { randomBytes } from 'node:crypto';
import type { Time } from '../../simulators/time.ts';
import type { Connection } from './connections.ts';
import { badRequest, databaseError, type TransactionEnd, transactionNotFound } from './errors.ts';

/** What a transaction was begun for; a later call must be for the same. */
export type Party = { resourceArn: string; secretArn: string; database?: string };

export type Transactions = {
  begin(connection: Connection, party: Party): string;
  /** The connection, for one call at a time; `done` says the call is over. */
  use(id: string, party: Party): { connection: Connection; done(): void };
  /** Takes the transaction out; the caller ends it and gives the connection back. */
  end(id: string, party: Party): Connection;
  /** How many are open. */
  size(): number;
  close(): void;
};

type Open = { connection: Connection; party: Party; busy: boolean; oldAge: () => void; idle: () => void };

const IDLE_MILLISECONDS = 3 * 60_000;
const LIFE_MILLISECONDS = 24 * 60 * 60_000;
const REMEMBERED_ENDS = 1_000;

export function createTransactions({ scheduler }: Time): Transactions {
  const open = new Map<string, Open>();
  const ends = new Map<string, TransactionEnd>();

  const take = (id: string, end: TransactionEnd): Connection | undefined => {
    const transaction = open.get(id);
    if (!transaction) return undefined;
    open.delete(id);
    transaction.idle();
    transaction.oldAge();
    if (ends.size >= REMEMBERED_ENDS) ends.clear();
    ends.set(id, end);
    return transaction.connection;
  };
  const expire = (id: string) => {
    const transaction = open.get(id);
    if (transaction?.busy) return;
    take(id, 'expired')?.release();
  };
  const waitForCall = (id: string) => scheduler.after(IDLE_MILLISECONDS, () => expire(id));
  const find = (id: string, { resourceArn, secretArn, database }: Party): Open => {
    const transaction = open.get(id);
    const begun = transaction?.party;
    const same =
      begun?.resourceArn === resourceArn &&
      begun.secretArn === secretArn &&
      (database === undefined || database === begun.database);
    if (!transaction) throw transactionNotFound(id, ends.get(id) ?? 'unknown');
    if (!same) throw badRequest('The transaction was begun for another cluster, secret or database.');
    if (transaction.busy) throw databaseError('Transaction is still running a query');
    return transaction;
  };

  return {
    begin(connection, party) {
      const id = randomBytes(138).toString('base64');
      const oldAge = scheduler.after(LIFE_MILLISECONDS, () => {
        const transaction = open.get(id);
        void transaction?.connection.cancel().catch(() => {});
        take(id, 'expired')?.release();
      });
      open.set(id, { connection, party, busy: false, oldAge, idle: waitForCall(id) });
      return id;
    },
    use(id, party) {
      const transaction = find(id, party);
      transaction.idle();
      transaction.busy = true;
      return {
        connection: transaction.connection,
        done() {
          transaction.busy = false;
          if (open.has(id)) transaction.idle = waitForCall(id);
        },
      };
    },
    end(id, party) {
      find(id, party);
      const connection = take(id, 'ended');
      if (!connection) throw transactionNotFound(id, 'unknown');
      return connection;
    },
    size: () => open.size,
    close() {
      for (const id of [...open.keys()]) take(id, 'expired')?.release();
    },
  };
}
