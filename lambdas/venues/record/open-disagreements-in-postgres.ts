import * as z from 'zod';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

const OpenDisagreement = z
  .object({
    id: z.number(),
    kind: z.string(),
    subject: z.enum(['venue', 'zone', 'account']),
    subject_id: z.string(),
    field: z.string(),
    details: sqlJson(z.record(z.string(), z.unknown())),
    opened_at: sqlInstant,
    seen_at: sqlInstant,
    venue_name: z.string().nullable(),
  })
  .transform(({ subject_id, opened_at, seen_at, venue_name, ...row }) => ({
    ...row,
    subjectId: subject_id,
    openedAt: opened_at,
    seenAt: seen_at,
    /** Of the venue it is about, or in which the zone is. */
    venueName: venue_name,
  }));

/** Something sources contradict each other in, of any kind, that nobody has decided yet. */
export type OpenDisagreement = z.output<typeof OpenDisagreement>;

const mostRows = 200;

/** A page of what is open, oldest first; the next page comes after the last one's id. */
export const openDisagreements = (
  sql: Sql,
  { after = 0, limit = 50 }: { after?: number; limit?: number } = {},
): Promise<OpenDisagreement[]> =>
  sql.query(OPEN, { after, limit: Math.min(Math.max(1, Math.trunc(limit)), mostRows) }, OpenDisagreement);

const OPEN = `
  select d.id, d.kind, d.subject, d.subject_id, d.field, d.details, d.opened_at, d.seen_at, v.name as venue_name
  from (
    select * from disagreements where resolved_at is null and id > :after order by id limit :limit
  ) d
  left join zones z on d.subject = 'zone' and z.id = d.subject_id
  left join venues v on v.id = case d.subject when 'venue' then cast(d.subject_id as bigint) else z.venue_id end
  order by d.id`;
