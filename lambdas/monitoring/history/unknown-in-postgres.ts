import * as z from 'zod';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlInstant } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { AMONG_ZONES, type Span } from './whose.ts';

const Unknown = z.object({ zoneId: z.string(), at: sqlInstant, until: sqlInstant, reason: z.string() });
/** A time of which nobody knows what the zone did. */
export type PastUnknown = z.output<typeof Unknown>;

type UnknownKey = { at: Date; zoneId: string };

/** All such times of zones that touch a span, page by page, oldest first. */
export const unknownOf = (sql: Sql, zoneIds: readonly string[], { from, to }: Span): AsyncGenerator<PastUnknown[]> =>
  pagesOf<PastUnknown, UnknownKey>(
    (after, limit) =>
      sql.query(
        UNKNOWN,
        {
          zones: { json: zoneIds },
          from: { instant: from },
          to: { instant: to },
          at: { instant: after?.at ?? new Date(0) },
          zone: after?.zoneId ?? '',
          limit,
        },
        Unknown,
      ),
    { keyOf: ({ at, zoneId }) => ({ at, zoneId }) },
  );

const UNKNOWN = `
  select zone_id as "zoneId", at, until, reason
  from unknown_spells
  where ${AMONG_ZONES} and at < :to and until > :from and (at, zone_id) > (:at, :zone)
  order by at, zone_id
  limit :limit`;
