import { setTimeout as wait } from 'node:timers/promises';
import type { FieldDef } from 'pg';
import type { Time } from '../../simulators/time.ts';
import type { Connection } from './connections.ts';
import { DataApiError, unsupportedResult, wordFailure } from './errors.ts';
import type { TypedValue } from './parameters.ts';

/** Rows as PostgreSQL's own texts; no columns where the statement gives none. */
export type StatementResult = {
  command: string;
  rowCount: number;
  columns: FieldDef[];
  rows: (string | null)[][];
};

export type Statement = { text: string; values: TypedValue[]; continueAfterTimeout: boolean };

const TIMEOUT_MILLISECONDS = 45_000;
const RESULT_BYTES = 1_048_576;
const ROW_BYTES = 65_536;

/**
 * Runs one statement with the types its values were given, as the service does: nothing is guessed from the text.
 * @param onDone told when the connection is free again, which may be after the call has timed out
 */
export async function runStatement(
  connection: Connection,
  { text, values, continueAfterTimeout }: Statement,
  { scheduler }: Time,
  onDone: () => void,
): Promise<StatementResult> {
  const running = query(connection, text, values);
  const timeout = new Promise<'timeout'>((resolve) => {
    const cancel = scheduler.after(TIMEOUT_MILLISECONDS, () => resolve('timeout'));
    void running.then(cancel, cancel);
  });
  const done = running.then(onDone, onDone);
  try {
    const outcome = await Promise.race([running, timeout]);
    if (outcome !== 'timeout') return outcome;
  } catch (problem) {
    throw wordFailure(problem);
  }
  if (!continueAfterTimeout) await cancelled(connection, done);
  throw new DataApiError('StatementTimeoutException', 400, 'The execution of the SQL statement timed out.', {
    dbConnectionId: connection.sessionId,
  });
}

/** A session that has not begun its statement yet ignores being told to end it, so it is told until it has ended. */
async function cancelled(connection: Connection, done: Promise<void>): Promise<void> {
  let ended = false;
  const end = done.then(() => {
    ended = true;
  });
  while (!ended) {
    await connection.cancel();
    await Promise.race([end, wait(20)]);
  }
}

async function query(connection: Connection, text: string, values: TypedValue[]): Promise<StatementResult> {
  let bytes = 0;
  const measured = (value: string) => {
    bytes += Buffer.byteLength(value);
    if (bytes > RESULT_BYTES) throw tooLarge();
    return value;
  };
  const result = await connection.client.query({
    text,
    values: values.map(({ value }) => value),
    // One object for two readers: the parse message takes the list, the result takes the parser.
    types: Object.assign(
      values.map(({ type }) => type),
      { getTypeParser: () => measured },
    ),
    queryMode: 'extended',
    rowMode: 'array',
  } as never);
  const { command, rowCount, fields: columns, rows } = result as unknown as Answer;
  if (bytes + rows.length * (2 + 4 * columns.length) > RESULT_BYTES) throw tooLarge();
  if (rows.some((row) => bytesOf(row) > ROW_BYTES))
    throw unsupportedResult('The result exceeds the size limit 64 KB per row.');
  return { command: command ?? '', rowCount: rowCount ?? 0, columns, rows };
}

type Answer = { command: string | null; rowCount: number | null; fields: FieldDef[]; rows: (string | null)[][] };

function tooLarge(): DataApiError {
  return unsupportedResult('The result exceeds the size limit 1 MB.');
}

function bytesOf(row: (string | null)[]): number {
  return row.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0);
}
