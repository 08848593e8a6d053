import type { Sql } from '../../runtime/sql/sql-client.ts';

/** When a zone is usually off, see venues/hours/habit.ts; without a mask, it has no habit any more. */
export type HabitChange = { zone: string; mask?: string; weeks?: number };

/** Saves what was learnt of some zones, and takes away what no longer holds. The same again changes nothing more. */
export async function saveHabits(sql: Sql, changes: readonly HabitChange[], learntAt: Date): Promise<void> {
  if (changes.length === 0) return;
  await sql.execute(SAVE, { changes: { json: changes }, at: { instant: learntAt } });
}

/** Habits of zones that are no longer there; answers how many there were. */
export const forgetGone = (sql: Sql): Promise<number> => sql.execute(FORGET_GONE);

const SAVE = `
  with changes as (select * from jsonb_to_recordset(:changes) as rows (zone text, mask text, weeks integer)),
  forgotten as (delete from zone_habits using changes where zone_id = zone and changes.mask is null)
  insert into zone_habits (zone_id, mask, weeks, learnt_at)
  select zone, mask, weeks, :at from changes where mask is not null
  on conflict (zone_id) do update set mask = excluded.mask, weeks = excluded.weeks, learnt_at = excluded.learnt_at`;

const FORGET_GONE = `
  delete from zone_habits h
  where not exists (select from zones where id = h.zone_id and gone_at is null)`;
