import * as z from 'zod';
import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { eventsOf, pastEvent } from '../../../lambdas/monitoring/history/events-in-postgres.ts';
import { unknownOf } from '../../../lambdas/monitoring/history/unknown-in-postgres.ts';
import { AMONG_ZONES } from '../../../lambdas/monitoring/history/whose.ts';
import { sqlInstant, sqlJson } from '../../../lambdas/runtime/sql/row-schemas.ts';
import type { Sql } from '../../../lambdas/runtime/sql/sql-client.ts';
import { knownAt } from './event-in-words.ts';

/** What happened to zones, as the record has it. */
export type PastOfZones = {
  /** The last so many of all of them, newest first. */
  newest(zoneIds: readonly string[], limit: number, now: Date): Promise<ZoneChange[]>;
  /** The last one of each. */
  lastOfEach(zoneIds: readonly string[]): Promise<Map<string, ZoneChange>>;
  /** Since a moment, oldest first; the newest are left out where there are very many. */
  since(zoneIds: readonly string[], from: Date, now: Date): Promise<ZoneChange[]>;
};

const Row = z.object({
  id: z.string(),
  zone_id: z.string(),
  venue_id: z.number().nullable(),
  at: sqlInstant,
  reason: z.string(),
  details: sqlJson(z.record(z.string(), z.unknown())),
  seq: z.number().nullable(),
});

const DAY = 86_400_000;
const MOST_FOUND = 5_000;

export function pastInPostgres(sql: Sql): PastOfZones {
  const rows = async (statement: string, zoneIds: readonly string[], more = {}) =>
    sql.query(statement, { zones: { json: zoneIds }, ...more }, Row);
  return {
    async newest(zoneIds, limit, now) {
      // Of one write several events may carry the same moment: their order is when each was known.
      const events = (await rows(NEWEST, zoneIds, { limit: limit * 2 })).map((row) => pastEvent(row).change);
      const spells: ZoneChange[] = [];
      const span = { from: new Date(now.getTime() - DAY), to: now };
      for await (const page of unknownOf(sql, zoneIds, span)) {
        for (const { zoneId, at, until, reason } of page) {
          spells.push({ kind: 'unknown', zoneId, at: at.getTime(), until: until.getTime(), reason });
        }
      }
      return [...events, ...spells].sort(newestFirst).slice(0, limit);
    },
    async lastOfEach(zoneIds) {
      const last = await rows(LAST_OF_EACH, zoneIds);
      return new Map(last.map((row) => [row.zone_id, pastEvent(row).change]));
    },
    async since(zoneIds, from, now) {
      const found: ZoneChange[] = [];
      for await (const page of eventsOf(sql, zoneIds, { from, to: new Date(now.getTime() + DAY) })) {
        found.push(...page.map(({ change }) => change));
        if (found.length >= MOST_FOUND) break;
      }
      return found;
    },
  };
}

/** The order in which a write tells them. */
const KINDS: ZoneChange['kind'][] = ['suspected', 'dismissed', 'status', 'outage-ended', 'outage-began'];

const newestFirst = (one: ZoneChange, other: ZoneChange): number =>
  knownAt(other) - knownAt(one) || KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind);

const NEWEST = `
  select id, zone_id, venue_id, at, reason, details, seq
  from zone_events
  where ${AMONG_ZONES}
  order by at desc, seq desc
  limit :limit`;

const LAST_OF_EACH = `
  select distinct on (zone_id) id, zone_id, venue_id, at, reason, details, seq
  from zone_events
  where ${AMONG_ZONES}
  order by zone_id, seq desc nulls last, at desc`;
