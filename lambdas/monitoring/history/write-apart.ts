import { SqlFailure } from '../../runtime/sql/sql-failure.ts';

/** A row that the database does not take, and what it said; `row` is as it was sent. */
export type RefusedRow = {
  table: 'zone_events' | 'outages' | 'unknown_spells';
  row: unknown;
  code: string;
  constraint?: string;
};

type Outcome<Row> = { written: number; refused: { row: Row; code: string; constraint?: string }[] };

/**
 * Writes rows together; if the database refuses one of them, in halves, until the one stands alone. What is no row's
 * fault is thrown. One statement writes all of its rows or none, and writing them again must be harmless.
 */
export async function writeApart<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<number>,
): Promise<Outcome<Row>> {
  try {
    return { written: await write(rows), refused: [] };
  } catch (error) {
    if (!isRowsFault(error)) throw error;
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) {
      return {
        written: 0,
        refused: [{ row, code: error.code, ...(error.constraint && { constraint: error.constraint }) }],
      };
    }
  }
  const middle = Math.ceil(rows.length / 2);
  const first = await writeApart(rows.slice(0, middle), write);
  const second = await writeApart(rows.slice(middle), write);
  return { written: first.written + second.written, refused: [...first.refused, ...second.refused] };
}

const ofRows = new Set<SqlFailure['code']>([
  'unique-violation',
  'foreign-key-violation',
  'check-violation',
  'not-null-violation',
  'exclusion-violation',
  'invalid-value',
  'raised',
  'too-large',
]);

/** Class 54: more than an index or a page of the database can hold. */
const isRowsFault = (error: unknown): error is SqlFailure =>
  error instanceof SqlFailure && (ofRows.has(error.code) || error.sqlState?.startsWith('54') === true);
