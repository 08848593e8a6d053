import * as z from 'zod';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { MaintenanceWindow } from '../hours/venue-hours.ts';

/** A time in which silence is meant, and who said so. `endedAt`: ended early, it counts until then. */
export type KeptMaintenance = {
  id: string;
  venueId: number;
  window: MaintenanceWindow;
  reason: string;
  createdBy: string;
  createdAt: Date;
  endedAt: Date | null;
};

/**
 * A page of a venue's windows, also those that are over, oldest first; the next page comes after the last one of this.
 * @param limit 50 at most
 */
export const maintenanceOf = (
  sql: Sql,
  venueId: number,
  { after, limit = 50 }: { after?: Pick<KeptMaintenance, 'createdAt' | 'id'>; limit?: number } = {},
): Promise<KeptMaintenance[]> =>
  sql.query(
    PAGE,
    {
      venueId,
      limit: Math.min(Math.max(1, Math.trunc(limit)), 50),
      afterAt: { instant: after?.createdAt ?? new Date(0) },
      afterId: { uuid: after?.id ?? '00000000-0000-0000-0000-000000000000' },
    },
    Kept,
  );

/** All of a venue's windows, page by page. */
export const maintenancePages = (sql: Sql, venueId: number): AsyncGenerator<KeptMaintenance[]> =>
  pagesOf((after: KeptMaintenance | undefined, limit) => maintenanceOf(sql, venueId, { after, limit }), {
    keyOf: (last) => last,
    limit: 50,
  });

const Kept = z
  .object({
    id: z.string(),
    venue_id: z.number(),
    window: sqlJson(MaintenanceWindow),
    reason: z.string(),
    created_by: z.string(),
    created_at: sqlInstant,
    ended_at: sqlInstant.nullable(),
  })
  .transform(
    ({ venue_id, created_by, created_at, ended_at, ...row }): KeptMaintenance => ({
      ...row,
      venueId: venue_id,
      createdBy: created_by,
      createdAt: created_at,
      endedAt: ended_at,
    }),
  );

const PAGE = `
  select id, venue_id, "window", reason, created_by, created_at, ended_at
  from maintenance_windows
  where venue_id = :venueId and (created_at, id) > (:afterAt, :afterId)
  order by created_at, id
  limit :limit`;
