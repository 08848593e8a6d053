import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';

/** How many venues sync runs have ended since then, and nobody approved it; those that are back do not count. */
export async function endedUnasked(sql: Sql, since: Date): Promise<number> {
  const [row] = await sql.query(ENDED, { since: { instant: since } }, z.object({ count: z.coerce.number() }));
  return row?.count ?? 0;
}

// An approved run gives its reason to everything it changes.
const ENDED = `
  select count(*) as count
  from venues v
  where v.state <> 'open' and v.ended_at > :since and exists (
    select from audit_log a
    where a.subject = 'venue' and a.subject_id = v.id::text and a.action = 'ended' and a.at = v.ended_at
      and a.run_id is not null and a.reason is null)`;
