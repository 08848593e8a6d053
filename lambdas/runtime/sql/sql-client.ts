import type * as z from 'zod';

/**
 * A value bound to a `:name`. Strings are text, whole numbers bigint, other numbers float8. Anything else says so:
 * PostgreSQL is never asked to guess. Lists travel as one `json` value, opened with jsonb_to_recordset.
 */
export type SqlValue =
  | string
  | number
  | boolean
  | null
  | { json: unknown }
  | { uuid: string }
  | { date: string }
  | { instant: Date }
  | { decimal: string };
export type SqlParameters = Record<string, SqlValue>;

/** What can be asked of the database, inside and outside a transaction. Throws SqlFailure. */
export type Sql = {
  /** Rows by column name, each read through `row`; a row that does not fit is a bug and throws. */
  query<Row extends z.ZodType>(statement: string, parameters: SqlParameters, row: Row): Promise<z.output<Row>[]>;
  /** Answers how many rows were written. */
  execute(statement: string, parameters?: SqlParameters): Promise<number>;
};

export type SqlClient = Sql & {
  /** All or nothing. `work` may run again when the database chose it as the victim of a conflict: no side effects in it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
};
