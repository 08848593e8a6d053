import * as z from 'zod';
import { sqlInstant } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

/**
 * When Soundtrack last showed us an account, undefined before the first walk; and whether venues were linked to accounts
 * since, whose zones are then another venue's or nobody's.
 */
export async function lastWalk(sql: Sql): Promise<{ at: Date | undefined; linkedSince: boolean }> {
  const [row] = await sql.query(
    `select last.at, coalesce((select max(linked_at) from venue_accounts) > last.at, false) as linked
     from (select max(discovered_at) as at from accounts) last`,
    {},
    z.object({ at: sqlInstant.nullable(), linked: z.boolean() }),
  );
  return { at: row?.at ?? undefined, linkedSince: row?.linked ?? false };
}
