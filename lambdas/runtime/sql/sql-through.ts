import type * as z from 'zod';
import type { DataApiCalls } from './data-api-calls.ts';
import { rowsOf } from './data-api-values.ts';
import type { Call } from './patience.ts';
import type { Sql, SqlParameters } from './sql-client.ts';
import { SqlFailure } from './sql-failure.ts';
import { labelOf } from './sql-text.ts';

type Manner = (statement: string) => { ifLost: Call<unknown>['ifLost']; transactionId?: string };

/** Statements sent in one manner: each on its own, or within a transaction. */
export function sqlThrough(calls: DataApiCalls, manner: Manner): Sql {
  const run = (statement: string, parameters: SqlParameters) =>
    calls.execute({ statement, parameters, ...manner(statement) });
  return {
    async query(statement, parameters, row) {
      const { columnMetadata = [], records = [] } = await run(statement, parameters);
      return rowsOf(columnMetadata, records).map((found) => readThrough(row, found, statement));
    },
    async execute(statement, parameters = {}) {
      return (await run(statement, parameters)).numberOfRecordsUpdated ?? 0;
    },
  };
}

/** Says which columns did not fit and how, never what was in them. */
function readThrough<Row extends z.ZodType>(schema: Row, found: unknown, statement: string): z.output<Row> {
  const parsed = schema.safeParse(found);
  if (parsed.success) return parsed.data;
  const columns = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'row'}: ${code}`).join(', ');
  const label = labelOf(statement);
  throw new SqlFailure('unexpected-row', `A row of "${label}" is not what was expected (${columns})`, {
    details: { statement: label, columns },
  });
}
