import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  type RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { boundStatement } from './data-api-values.ts';
import { type Call, type Waiting, withPatience } from './patience.ts';
import type { SqlParameters } from './sql-client.ts';
import { failedWith, SqlFailure } from './sql-failure.ts';
import { labelOf } from './sql-text.ts';

/** One call to the database, for benches and metrics. `statement` is its beginning, without values. */
export type StatementSeen = { statement: string; milliseconds: number; rows: number };

export type DataApi = {
  client: RDSDataClient;
  clusterArn: string;
  secretArn: string;
  database: string;
  onStatement?(seen: StatementSeen): void;
};

type Execution = {
  statement: string;
  parameters: SqlParameters;
  ifLost: Call<unknown>['ifLost'];
  transactionId?: string;
};

/** The service's operations, each patient in its own way. */
export function dataApiCalls({ client, clusterArn, secretArn, database, onStatement }: DataApi, waiting: Waiting) {
  const resource = { resourceArn: clusterArn, secretArn };

  async function seen<Output>(call: Call<Output>, rowsOf: (output: Output) => number = () => 0): Promise<Output> {
    const start = waiting.clock().getTime();
    let rows = 0;
    try {
      const output = await withPatience(call, waiting);
      rows = rowsOf(output);
      return output;
    } finally {
      onStatement?.({ statement: call.label, milliseconds: waiting.clock().getTime() - start, rows });
    }
  }

  const commitOnce = (transactionId: string) =>
    seen({
      label: 'commit',
      ifLost: 'unknown',
      send: () => client.send(new CommitTransactionCommand({ ...resource, transactionId })),
    });

  return {
    async execute({ statement, parameters, ifLost, transactionId }: Execution): Promise<ExecuteStatementCommandOutput> {
      const label = labelOf(statement);
      const bound = boundStatement(statement, parameters);
      const input: ExecuteStatementCommandInput = {
        ...resource,
        database,
        transactionId,
        sql: bound.sql,
        parameters: bound.parameters,
        includeResultMetadata: true,
        // As text, because a whole number beyond 2^53 would silently become another one.
        resultSetOptions: { longReturnType: 'STRING', decimalReturnType: 'STRING' },
      };
      refuseTooLarge(input, label);
      return seen({ label, ifLost, send: () => client.send(new ExecuteStatementCommand(input)) }, (output) =>
        Math.max(output.records?.length ?? 0, output.numberOfRecordsUpdated ?? 0),
      );
    },

    /** Repeatable: a transaction whose id was lost holds nothing, and the service ends it after three minutes. */
    async begin(): Promise<string> {
      const send = () => client.send(new BeginTransactionCommand({ ...resource, database }));
      const { transactionId } = await seen({ label: 'begin', ifLost: 'repeat', send });
      if (!transactionId) throw new SqlFailure('other', 'The service began a transaction without an id');
      return transactionId;
    },

    /** A lost answer is asked for once more: a transaction commits once, and one that did not yet may do so now. */
    async commit(transactionId: string): Promise<void> {
      try {
        await commitOnce(transactionId);
      } catch (lost) {
        if (!failedWith(lost, 'outcome-unknown')) throw lost;
        await commitOnce(transactionId).catch((error: unknown) => {
          throw failedWith(error, 'serialization', 'deadlock') ? error : lost;
        });
      }
    },

    /** Best effort, once: whatever is not committed ends by itself. */
    async rollback(transactionId: string): Promise<void> {
      await client.send(new RollbackTransactionCommand({ ...resource, transactionId })).catch(() => undefined);
    },
  };
}

export type DataApiCalls = ReturnType<typeof dataApiCalls>;

// The service takes 4 MiB including headers and signature.
const largestRequestBytes = 4 * 1024 * 1024 - 16 * 1024;

function refuseTooLarge(input: ExecuteStatementCommandInput, label: string) {
  const characters = (input.parameters ?? []).reduce(
    (sum, { value }) => sum + (value?.stringValue?.length ?? 0),
    input.sql?.length ?? 0,
  );
  // One character is at most six bytes of JSON; what is surely small enough is not measured.
  if (characters * 6 < largestRequestBytes / 2) return;
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes <= largestRequestBytes) return;
  throw new SqlFailure('too-large', `${bytes} bytes are more than one request carries: send it in batches`, {
    details: { statement: label, bytes },
  });
}
