import type { AccountChanged } from '../../events/zone-change.ts';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { historyRows } from './history-rows.ts';
import { landRows } from './land-rows-in-postgres.ts';
import type { RefusedRow } from './write-apart.ts';

/** Of one stretch of events that was landed. */
export type LandedStretch = {
  events: number;
  /** Changes that nobody had landed before. */
  written: number;
  refused: RefusedRow[];
  /** Outages of zones whose venue nobody knows: they are among the events and count for no SLA. */
  venueless: number;
};

/** Half of what a request may carry: the rows of an event say some things twice. */
const STRETCH = { maxBytes: 500_000, maxRows: 2_500 };

/** Lands events in their order, in stretches that fit a request; what was landed before one that throws stays. */
export async function* landEvents(sql: Sql, events: readonly AccountChanged[]): AsyncGenerator<LandedStretch> {
  for (const stretch of inBatches(events, STRETCH)) {
    const rows = historyRows(stretch);
    const landed = await landRows(sql, rows);
    const venueless = rows.events.filter(({ after, venue }) => after === 'outage-began' && venue === null).length;
    yield { events: stretch.length, ...landed, venueless };
  }
}
