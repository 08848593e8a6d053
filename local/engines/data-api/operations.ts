import type { Time } from '../../simulators/time.ts';
import { describeColumns } from './column-metadata.ts';
import type { Connection, Connections } from './connections.ts';
import { databaseError, invalid, wordFailure } from './errors.ts';
import { fieldOf, type ResultOptions } from './fields.ts';
import { formatRecords } from './formatted-records.ts';
import { loginFrom, type ReadSecret } from './logins.ts';
import { numberParameters } from './named-parameters.ts';
import { bindParameters, type SqlParameter } from './parameters.ts';
import { runStatement, type StatementResult } from './run-statement.ts';
import { createTransactions } from './transactions.ts';
import { columnType } from './types.ts';

export type Request = {
  resourceArn: string;
  secretArn: string;
  database?: string;
  schema?: string;
  sql?: string;
  parameters?: SqlParameter[];
  parameterSets?: SqlParameter[][];
  transactionId?: string;
  includeResultMetadata?: boolean;
  continueAfterTimeout?: boolean;
  resultSetOptions?: ResultOptions;
  formatRecordsAs?: string;
};

export type Operations = {
  run: Record<string, (request: Request) => Promise<object>>;
  openTransactions(): number;
  close(): void;
};

type Surroundings = { connections: Connections; readSecret: ReadSecret; time: Time };

export function createOperations({ connections, readSecret, time }: Surroundings): Operations {
  const transactions = createTransactions(time);
  const connect = ({ secretArn, database }: Request) => connections.take(loginFrom(readSecret, secretArn, database));

  /** A connection for the length of a call: the transaction's, or one of its own that is given back. */
  const lend = async (request: Request): Promise<{ connection: Connection; done(): void }> => {
    if (request.transactionId !== undefined) {
      loginFrom(readSecret, request.secretArn, request.database);
      return transactions.use(request.transactionId, request);
    }
    const connection = await connect(request);
    return { connection, done: connection.release };
  };

  const execute = async (request: Request): Promise<object> => {
    const { text, names } = numberParameters(sqlOf(request));
    const values = bindParameters(names, request.parameters ?? []);
    const { connection, done } = await lend(request);
    // The answer may need the connection for longer than the statement, and the statement for longer than the call.
    let users = 2;
    const release = () => {
      users--;
      if (users === 0) done();
    };
    try {
      const statement = { text, values, continueAfterTimeout: request.continueAfterTimeout === true };
      return await present(await runStatement(connection, statement, time, release), request, connection);
    } finally {
      release();
    }
  };

  const batch = async (request: Request): Promise<object> => {
    const { text, names } = numberParameters(sqlOf(request));
    const sets = (request.parameterSets ?? []).map((parameters) => bindParameters(names, parameters));
    if (sets.length === 0) return { updateResults: [] };
    const { connection, done } = await lend(request);
    try {
      for (const values of sets) {
        await runStatement(connection, { text, values, continueAfterTimeout: false }, time, () => {});
      }
    } finally {
      done();
    }
    return { updateResults: sets.map(() => ({ generatedFields: [] })) };
  };

  const end = async (request: Request, command: 'COMMIT' | 'ROLLBACK', transactionStatus: string): Promise<object> => {
    if (typeof request.transactionId !== 'string') throw invalid('transactionId must not be null');
    const connection = transactions.end(request.transactionId, request);
    try {
      const done = await connection.client.query(command);
      if (done.command === command) return { transactionStatus };
    } finally {
      connection.release();
    }
    throw databaseError(
      'ERROR: current transaction is aborted, commands ignored until end of transaction block; SQLState: 25P02',
    );
  };

  return {
    run: {
      ExecuteStatement: execute,
      BatchExecuteStatement: batch,
      async BeginTransaction(request) {
        const connection = await connect(request);
        try {
          await connection.client.query('BEGIN');
        } catch (problem) {
          connection.release();
          throw wordFailure(problem);
        }
        return { transactionId: transactions.begin(connection, request) };
      },
      CommitTransaction: (request) => end(request, 'COMMIT', 'Transaction Committed'),
      RollbackTransaction: (request) => end(request, 'ROLLBACK', 'Rollback Complete'),
    },
    openTransactions: transactions.size,
    close: transactions.close,
  };
}

function sqlOf({ sql }: Request): string {
  if (typeof sql !== 'string' || sql.trim() === '') throw invalid('sql must not be null');
  return sql;
}

async function present(result: StatementResult, request: Request, connection: Connection): Promise<object> {
  const { columns } = result;
  if (columns.length === 0) return { generatedFields: [], numberOfRecordsUpdated: result.rowCount };
  const lookUp = async (oid: number) => {
    const found = await connection.client.query(LOOK_UP_TYPE, [oid]);
    return found.rows[0] as { name: string; isEnum: boolean };
  };
  const types = await Promise.all(columns.map(({ dataTypeID }) => columnType(dataTypeID, lookUp)));
  const options = request.resultSetOptions ?? {};
  const records = result.rows.map((row) =>
    row.map((value, index) => fieldOf(value, types[index] as (typeof types)[number], options)),
  );
  if (request.formatRecordsAs === 'JSON' && result.command === 'SELECT') {
    const labels = columns.map(({ name }) => name);
    return { formattedRecords: formatRecords(labels, records), numberOfRecordsUpdated: 0 };
  }
  return {
    numberOfRecordsUpdated: 0,
    records,
    ...(request.includeResultMetadata && { columnMetadata: await describeColumns(columns, types, connection) }),
  };
}

const LOOK_UP_TYPE = `SELECT typname AS name, typtype = 'e' AS "isEnum" FROM pg_type WHERE oid = $1`;
