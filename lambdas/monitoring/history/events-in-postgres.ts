import * as z from 'zod';
import { ZoneChange } from '../../events/zone-change.ts';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { AMONG_ZONES, type Span } from './whose.ts';

/** A row of zone_events as it is read back. */
export const EventRow = z.object({
  id: z.string(),
  zone_id: z.string(),
  venue_id: z.number().nullable(),
  at: sqlInstant,
  reason: z.string(),
  details: sqlJson(z.record(z.string(), z.unknown())),
});

/** A change of a zone as it was landed. `venueId`: where the zone was then. */
export type PastEvent = { id: string; at: Date; venueId: number | null; change: ZoneChange };

/** What comes after which event. */
export type EventKey = { at: Date; id: string };

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** A page of zones' events, oldest first; the next page comes after the last one of this. */
export async function eventsPage(
  sql: Sql,
  zoneIds: readonly string[],
  { from, to }: Span,
  { after, limit = 500 }: { after?: EventKey; limit?: number } = {},
): Promise<PastEvent[]> {
  const beyond = after ?? { at: from, id: BEFORE_ALL };
  const rows = await sql.query(
    EVENTS,
    {
      zones: { json: zoneIds },
      from: { instant: from },
      to: { instant: to },
      at: { instant: beyond.at },
      id: { uuid: beyond.id },
      limit,
    },
    EventRow,
  );
  return rows.map(pastEvent);
}

/** All events of zones in a span, page by page, oldest first. */
export const eventsOf = (sql: Sql, zoneIds: readonly string[], span: Span): AsyncGenerator<PastEvent[]> =>
  pagesOf<PastEvent, EventKey>((after, limit) => eventsPage(sql, zoneIds, span, { limit, ...(after && { after }) }), {
    keyOf: ({ at, id }) => ({ at, id }),
  });

/** The change that a row of zone_events was made of. */
export function pastEvent({ id, zone_id, venue_id, at, reason, details }: z.output<typeof EventRow>): PastEvent {
  const change = ZoneChange.parse({ ...details, zoneId: zone_id, at: at.getTime(), reason });
  return { id, at, venueId: venue_id, change };
}

const EVENTS = `
  select id, zone_id, venue_id, at, reason, details
  from zone_events
  where ${AMONG_ZONES} and at >= :from and at < :to and (at, id) > (:at, :id)
  order by at, id
  limit :limit`;
