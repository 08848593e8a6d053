import pg from 'pg';
import type { Sql, SqlParameters, SqlValue } from '../../../lambdas/runtime/sql/sql-client.ts';
import { piecesOf } from '../../../lambdas/runtime/sql/sql-text.ts';

/** Runs statements past the Data API and keeps what PostgreSQL itself says they took: planning and execution, in ms. */
export type Engine = { sql: Sql; tookMilliseconds: number[]; close(): Promise<void> };

export async function inTheEngine(connection: pg.ClientConfig): Promise<Engine> {
  const client = new pg.Client(connection);
  await client.connect();
  const tookMilliseconds: number[] = [];
  const explain = async (statement: string, parameters: SqlParameters) => {
    const { text, values } = numbered(statement, parameters);
    const { rows } = await client.query(`explain (analyze, timing off, format json) ${text}`, values);
    const [plan] = rows[0]?.['QUERY PLAN'] ?? [];
    tookMilliseconds.push(plan['Planning Time'] + plan['Execution Time']);
  };
  return {
    tookMilliseconds,
    sql: {
      async query(statement, parameters) {
        await explain(statement, parameters);
        return [];
      },
      async execute(statement, parameters = {}) {
        await explain(statement, parameters);
        return 0;
      },
    },
    close: () => client.end(),
  };
}

/** The statement with numbers for names, typed as the Data API types them. */
function numbered(statement: string, parameters: SqlParameters): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const text = [...piecesOf(statement)].map((piece) => {
    if (piece.kind !== 'parameter') return piece.text;
    const [value, type] = bound(parameters[piece.text.slice(1)] ?? null);
    values.push(value);
    return `cast($${values.length} as ${type})`;
  });
  return { text: text.join(''), values };
}

function bound(value: SqlValue): [unknown, string] {
  if (typeof value === 'number') return [value, Number.isInteger(value) ? 'bigint' : 'float8'];
  if (typeof value === 'boolean') return [value, 'boolean'];
  if (value === null || typeof value === 'string') return [value, 'text'];
  if ('json' in value) return [JSON.stringify(value.json), 'json'];
  if ('instant' in value) return [value.instant.toISOString(), 'timestamptz'];
  if ('uuid' in value) return [value.uuid, 'uuid'];
  return 'date' in value ? [value.date, 'date'] : [value.decimal, 'numeric'];
}
