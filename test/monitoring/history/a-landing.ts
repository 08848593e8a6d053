import { readArchived } from '../../../lambdas/monitoring/history/archive.ts';
import { type LandingPorts, landChanges, type StreamRecord } from '../../../lambdas/monitoring/history/land-changes.ts';
import { landEvents } from '../../../lambdas/monitoring/history/land-events.ts';
import type { StatementSeen } from '../../../lambdas/runtime/sql/data-api-calls.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { HOUR, MARCH } from './a-change.ts';

/** The landing over a real database, with an archive, a log and metrics in memory. */
export type Landing = {
  record: ARecord;
  objects: Map<string, string>;
  logged: { message: string; fields: Record<string, unknown> }[];
  metrics: Map<string, number>;
  /** By its clock. */
  now: Date;
  /** Calls to the database since it was last set to nothing. */
  calls: StatementSeen[];
  /** Gives a batch as the mapping does: the rest again from the record named, the whole batch again after an error. */
  deliver(records: readonly StreamRecord[]): Promise<void>;
  land(records: readonly StreamRecord[], ports?: Partial<LandingPorts>): Promise<string | undefined>;
  /** Every row of the three tables, in order. */
  tables(): Promise<Record<'zone_events' | 'outages' | 'unknown_spells', Record<string, unknown>[]>>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

const AN_HOUR_LATER = new Date(MARCH + HOUR);

export async function startLanding(): Promise<Landing> {
  const calls: StatementSeen[] = [];
  const record = await startRecord({ onStatement: (seen) => calls.push(seen) });
  const objects = new Map<string, string>();
  const logged: Landing['logged'] = [];
  const metrics = new Map<string, number>();
  const log = (message: string, fields: Record<string, unknown> = {}) => void logged.push({ message, fields });
  const ports: LandingPorts = {
    keep: async (key, text) => void objects.set(key, text),
    land: (events) => landEvents(record.sql, events),
    clock: () => landing.now,
    log: { info: log, warn: log, error: log, who: (id) => `pseudonym of ${id}` },
    meter: {
      count: (metric, _, times = 1) => void metrics.set(metric, (metrics.get(metric) ?? 0) + times),
      milliseconds: () => {},
      level: (metric, value) => void metrics.set(metric, value),
      flush: () => {},
    },
  };
  const land: Landing['land'] = (records, other = {}) => landChanges(records, { ...ports, ...other });
  const landing: Landing = {
    now: AN_HOUR_LATER,
    record,
    objects,
    logged,
    metrics,
    calls,
    land,
    async deliver(records) {
      for (let left = records; left.length > 0; ) {
        const again = await land(left);
        if (again === undefined) return;
        left = left.slice(left.findIndex(({ id }) => id === again));
      }
    },
    async tables() {
      const all = (table: string, order: string) => record.rows(`select * from ${table} order by ${order}`);
      return {
        zone_events: await all('zone_events', 'at, id'),
        outages: await all('outages', 'began_at, id'),
        unknown_spells: await all('unknown_spells', 'at, zone_id'),
      };
    },
    async clear() {
      await record.clear();
      objects.clear();
      logged.length = 0;
      metrics.clear();
      calls.length = 0;
      landing.now = AN_HOUR_LATER;
    },
    close: () => record.close(),
  };
  return landing;
}

/** The events that the archive holds, in the order of its keys. */
export const archivedEvents = (objects: ReadonlyMap<string, string>) =>
  [...objects]
    .filter(([key]) => key.endsWith('.ndjson'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, text]) => readArchived(text).events);
