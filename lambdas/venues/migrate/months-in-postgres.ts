import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';

/** This month and the next three: if the daily upkeep stops, there are months to notice it. */
const monthsAhead = 4;

/** Makes the monthly parts that `now` and the near future need; answers how many were missing. */
export async function ensureMonths(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql.query(
    'select ensure_months(:from, cast(:months as integer)) as made',
    { from: { date: `${now.toISOString().slice(0, 7)}-01` }, months: monthsAhead },
    z.object({ made: z.number() }),
  );
  return row?.made ?? 0;
}

/** Rows that found no month to go to: their time is wrong, or upkeep did not run. Counts to a thousand per table. */
export async function strayRows(sql: Sql): Promise<number> {
  const [row] = await sql.query(
    `select (select count(*) from (select from outages_stray limit 1000) as few)
          + (select count(*) from (select from zone_events_stray limit 1000) as few)
          + (select count(*) from (select from messages_stray limit 1000) as few)
          + (select count(*) from (select from unknown_spells_stray limit 1000) as few) as strays`,
    {},
    z.object({ strays: z.number() }),
  );
  return row?.strays ?? 0;
}
