import * as z from 'zod';
import { sqlInstant } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

/** Of whom the history is asked. A zone's past goes with the zone, also where it was another venue's before. */
export type Whose = { zoneId: string } | { venueId: number };

const ZoneOfHistory = z
  .object({
    id: z.string(),
    name: z.string(),
    critical: z.boolean(),
    venue: z.number().nullable(),
    zone: z.string().nullable(),
    gone: sqlInstant.nullable(),
  })
  .transform(({ venue, zone, gone, ...rest }) => ({ ...rest, venueId: venue, timeZone: zone, goneAt: gone }));
/** A zone as the record knows it; `timeZone` IANA. */
export type ZoneOfHistory = z.output<typeof ZoneOfHistory>;

/** The zones asked for, in the order of their names, those included that are gone; none where the record knows none. */
export const zonesOf = (sql: Sql, whose: Whose): Promise<ZoneOfHistory[]> =>
  'zoneId' in whose
    ? sql.query(`${ZONES} where id = :id`, { id: whose.zoneId }, ZoneOfHistory)
    : sql.query(`${ZONES} where venue_id = :id order by name, id`, { id: whose.venueId }, ZoneOfHistory);

const ZONES = 'select id, name, critical, venue_id as venue, time_zone as zone, gone_at as gone from zones';

/** Half-open. */
export type Span = { from: Date; to: Date };

/** The zones meant by :zones, for statements about several at once. */
export const AMONG_ZONES = 'zone_id in (select jsonb_array_elements_text(:zones))';
