import * as z from 'zod';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { AMONG_ZONES, type Span } from './whose.ts';

const Outage = z.object({
  id: z.string(),
  zoneId: z.string(),
  venueId: z.number(),
  cause: z.enum(['down', 'silent']),
  beganAt: sqlInstant,
  countedFrom: sqlInstant.nullable(),
  confirmedAt: sqlInstant.nullable(),
  endedAt: sqlInstant.nullable(),
  endReason: z.string().nullable(),
  critical: z.boolean().nullable(),
  details: sqlJson(z.object({ reason: z.string().optional(), readings: z.number().optional() })),
});
/**
 * A time a zone could not play, from its first bad to its first good reading. What only the beginning says is null
 * where the beginning never came; what only the end says, as long as it lasts. `venueId`: whom it is counted for.
 */
export type PastOutage = z.output<typeof Outage>;

export type OutageKey = { beganAt: Date; id: string };

const BEFORE_ALL: OutageKey = { beganAt: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

/** A page of the outages of zones that touch a span, in the order of their beginnings; the next comes after its last. */
export const outagesPage = (
  sql: Sql,
  zoneIds: readonly string[],
  { from, to }: Span,
  { after = BEFORE_ALL, limit = 500 }: { after?: OutageKey; limit?: number } = {},
): Promise<PastOutage[]> =>
  sql.query(
    OUTAGES,
    {
      zones: { json: zoneIds },
      from: { instant: from },
      to: { instant: to },
      began: { instant: after.beganAt },
      id: { uuid: after.id },
      limit,
    },
    Outage,
  );

/** All outages of zones that touch a span, page by page. */
export const outagesOf = (sql: Sql, zoneIds: readonly string[], span: Span): AsyncGenerator<PastOutage[]> =>
  pagesOf<PastOutage, OutageKey>(
    (after, limit) => outagesPage(sql, zoneIds, span, { limit, ...(after && { after }) }),
    { keyOf: ({ beganAt, id }) => ({ beganAt, id }) },
  );

const OUTAGES = `
  select id, zone_id as "zoneId", venue_id as "venueId", cause, began_at as "beganAt", counted_from as "countedFrom",
    confirmed_at as "confirmedAt", ended_at as "endedAt", end_reason as "endReason", critical, details
  from outages
  where ${AMONG_ZONES} and began_at < :to and (ended_at is null or ended_at > :from)
    and (began_at, id) > (:began, :id)
  order by began_at, id
  limit :limit`;
