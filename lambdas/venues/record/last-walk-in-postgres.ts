import * as z from 'zod';
import { sqlInstant } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

/** When Soundtrack last showed us an account; undefined before the first walk. */
export async function lastWalkAt(sql: Sql): Promise<Date | undefined> {
  const [row] = await sql.query(
    'select max(discovered_at) as at from accounts',
    {},
    z.object({ at: sqlInstant.nullable() }),
  );
  return row?.at ?? undefined;
}
