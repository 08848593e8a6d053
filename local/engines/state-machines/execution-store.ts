import { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../assembly/template.ts';
import { StateProblem } from '../../state-problem.ts';
import type { Cursor, Ending, Execution, ExecutionStatus, HistoryEvent } from './execution.ts';

/** Executions, where each stands, what happened, and the tokens given out. */
export type ExecutionStore = {
  add(execution: Execution): void;
  find(arn: string): Execution | undefined;
  /** Newest first. */
  list(machineArn: string, status?: ExecutionStatus): Execution[];
  running(): Execution[];
  /** What a running execution still held is let go. */
  end(arn: string, ending: Ending): void;
  cursor(arn: string, scope: string): Cursor | undefined;
  /** Tokens the branch had before end with it. */
  setCursor(arn: string, scope: string, cursor: Cursor): void;
  dropInside(arn: string, scope: string): void;
  addEvent(arn: string, event: Omit<HistoryEvent, 'id'>): number;
  events(arn: string): HistoryEvent[];
  addToken(token: string, arn: string, scope: string): void;
  findToken(token: string): { arn: string; scope: string; open: boolean } | undefined;
  /** All of it or, when it throws, nothing. */
  together<T>(work: () => T): T;
  close(): void;
};

/** @param file where executions are kept across starts; in memory without it */
export function openExecutionStore(file?: string): ExecutionStore {
  const database = open(file);
  const statement = (sql: string) => database.prepare(sql);
  const add = statement(
    'INSERT INTO executions (arn, machine, name, input, started_at, status) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const find = statement('SELECT * FROM executions WHERE arn = ?');
  const list = statement(
    'SELECT * FROM executions WHERE machine = ? AND status LIKE ? ORDER BY started_at DESC, rowid DESC',
  );
  const running = statement("SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY rowid");
  const end = statement(
    'UPDATE executions SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ? WHERE arn = ?',
  );
  const cursor = statement('SELECT cursor FROM cursors WHERE execution = ? AND scope = ?');
  const setCursor = statement('INSERT OR REPLACE INTO cursors VALUES (?, ?, ?)');
  const dropCursors = statement('DELETE FROM cursors WHERE execution = ? AND scope GLOB ?');
  const endTokens = statement('UPDATE tokens SET open = 0 WHERE execution = ? AND scope GLOB ? AND token IS NOT ?');
  const addEvent = statement(
    'INSERT INTO events SELECT ?1, 1 + COALESCE(MAX(id), 0), ?2, ?3, ?4 FROM events WHERE execution = ?1 RETURNING id',
  );
  const events = statement('SELECT id, at, type, details FROM events WHERE execution = ? ORDER BY id');
  const addToken = statement('INSERT INTO tokens VALUES (?, ?, ?, 1)');
  const findToken = statement('SELECT execution, scope, open FROM tokens WHERE token = ?');
  let depth = 0;

  return {
    add: ({ arn, machineArn, name, input, startedAt, status }) =>
      void add.run(arn, machineArn, name, JSON.stringify(input), startedAt, status),
    find: (arn) => found(find.get(arn)),
    list: (machineArn, status) => list.all(machineArn, status ?? '%').flatMap((row) => found(row) ?? []),
    running: () => running.all().flatMap((row) => found(row) ?? []),
    end(arn, { status, stoppedAt, output, error, cause }) {
      end.run(
        status,
        stoppedAt,
        output === undefined ? null : JSON.stringify(output),
        error ?? null,
        cause ?? null,
        arn,
      );
      dropCursors.run(arn, '*');
      endTokens.run(arn, '*', null);
    },
    cursor(arn, scope) {
      const row = cursor.get(arn, scope);
      return row && (JSON.parse(String(row.cursor)) as Cursor);
    },
    setCursor(arn, scope, value) {
      setCursor.run(arn, scope, JSON.stringify(value));
      endTokens.run(arn, scope, 'task' in value ? (value.task?.token ?? null) : null);
    },
    dropInside(arn, scope) {
      dropCursors.run(arn, `${scope}/*`);
      endTokens.run(arn, `${scope}/*`, null);
    },
    addEvent: (arn, { at, type, details }) => Number(addEvent.get(arn, at, type, JSON.stringify(details))?.id),
    events: (arn) =>
      events.all(arn).map(({ id, at, type, details }) => ({
        id: Number(id),
        at: Number(at),
        type: String(type),
        details: JSON.parse(String(details)),
      })),
    addToken: (token, arn, scope) => void addToken.run(token, arn, scope),
    findToken(token) {
      const row = findToken.get(token);
      return row && { arn: String(row.execution), scope: String(row.scope), open: row.open === 1 };
    },
    together(work) {
      if (depth > 0) return work();
      database.exec('BEGIN');
      depth += 1;
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (problem) {
        database.exec('ROLLBACK');
        throw problem;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}

function open(file: string | undefined): DatabaseSync {
  try {
    const database = new DatabaseSync(file ?? ':memory:');
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS executions (
        arn TEXT PRIMARY KEY, machine TEXT, name TEXT, input TEXT, started_at REAL, status TEXT,
        stopped_at REAL, output TEXT, error TEXT, cause TEXT
      );
      CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine, started_at);
      CREATE TABLE IF NOT EXISTS cursors (execution TEXT, scope TEXT, cursor TEXT, PRIMARY KEY (execution, scope));
      CREATE TABLE IF NOT EXISTS events (
        execution TEXT, id INTEGER, at REAL, type TEXT, details TEXT, PRIMARY KEY (execution, id)
      );
      CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, execution TEXT, scope TEXT, open INTEGER);
      CREATE INDEX IF NOT EXISTS tokens_by_scope ON tokens (execution, scope);
    `);
    return database;
  } catch (cause) {
    throw new StateProblem(`The executions kept in ${file} cannot be read`, { cause });
  }
}

function found(row: Record<string, unknown> | undefined): Execution | undefined {
  if (!row) return undefined;
  const { output, error, cause, stopped_at: stoppedAt } = row;
  return {
    arn: String(row.arn),
    machineArn: String(row.machine),
    name: String(row.name),
    input: JSON.parse(String(row.input)) as Json,
    startedAt: Number(row.started_at),
    status: row.status as ExecutionStatus,
    ...(stoppedAt !== null && { stoppedAt: Number(stoppedAt) }),
    ...(output !== null && { output: JSON.parse(String(output)) as Json }),
    ...(error !== null && { error: String(error) }),
    ...(cause !== null && { cause: String(cause) }),
  };
}
