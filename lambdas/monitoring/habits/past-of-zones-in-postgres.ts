import * as z from 'zod';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Mark, Unknown } from './spells-of-zone.ts';

const IS: Record<string, Mark['is']> = { up: 'up', down: 'bad', silent: 'bad' };

const Past = z.object({
  zoneId: z.string(),
  timeZone: z.string().nullable(),
  /** What was learnt of it before. */
  mask: z.string().nullable(),
  weeks: z.number().nullable(),
  marks: sqlJson(z.array(z.tuple([z.number(), z.string()]))).transform((marks) =>
    marks.map(([at, after]): Mark => ({ at, is: IS[after] ?? 'nobody-knows' })),
  ),
  unknown: sqlJson(z.array(z.tuple([z.number(), z.number()]))).transform((gaps) =>
    gaps.map(([from, to]): Unknown => ({ from, to })),
  ),
});
/** A zone, what is known of its last weeks, and what was made of them before. */
export type PastOfZone = z.output<typeof Past>;

/**
 * Every zone that is there, in the order of ids, with its statuses since `since` and the one it had then: a statement a
 * page. A zone that was never in a bad one has no marks at all, because there is nothing to learn from them.
 */
export const pastOfZones = (sql: Sql, since: Date): AsyncGenerator<PastOfZone[]> =>
  pagesOf<PastOfZone, string>(
    (after, limit) => sql.query(PAST, { after: after ?? '', since: { instant: since }, limit }, Past),
    { keyOf: ({ zoneId }) => zoneId },
  );

const milliseconds = (column: string) => `cast(extract(epoch from ${column}) * 1000 as bigint)`;
// What came to be said again is no change, and only these two kinds say how a zone is.
const IS_STATUS = "(details ->> 'kind' = 'status' or after = 'gone')";

const PAST = `
  select z.id as "zoneId", z.time_zone as "timeZone", h.mask, h.weeks,
    coalesce(m.marks, '[]') as marks, coalesce(u.gaps, '[]') as unknown
  from (select id, time_zone from zones where gone_at is null and id > :after order by id limit :limit) z
  left join zone_habits h on h.zone_id = z.id
  left join lateral (
    select jsonb_agg(jsonb_build_array(${milliseconds('greatest(at, :since)')}, after) order by at, id) as marks
    from (
      (select id, at, after from zone_events where zone_id = z.id and at >= :since and ${IS_STATUS})
      union all
      (select id, at, after from zone_events where zone_id = z.id and at < :since and ${IS_STATUS}
        order by at desc, id limit 1)
    ) e
    having bool_or(after in ('down', 'silent'))
  ) m on true
  left join lateral (
    select jsonb_agg(jsonb_build_array(${milliseconds('at')}, ${milliseconds('until')}) order by at) as gaps
    from unknown_spells
    where m.marks is not null and zone_id = z.id and until > :since
  ) u on true
  order by z.id`;
