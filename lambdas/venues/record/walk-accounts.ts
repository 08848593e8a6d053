import type { DiscoveredAccount } from '../../clients/soundtrack/index.ts';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import { reconcileZones } from '../zones/index.ts';
import { knownForWalk } from './known-zones-in-postgres.ts';
import { lockRecord } from './lock-in-postgres.ts';
import { takeOverWithin } from './take-over-in-postgres.ts';
import { noteWalk } from './walk-disagreements-in-postgres.ts';
import { saveZones, zoneCounts } from './zones-in-postgres.ts';

export type Walked = {
  kind: 'discovered';
  accounts: number;
  zones: number;
  renamed: number;
  vanished: number;
  complete: boolean;
};

/**
 * Takes a walk through Soundtrack over into the record, all or nothing: accounts, zones and their names, what
 * contradicts the sheet, and Soundtrack's word on how many zones a venue has.
 */
export async function takeOverWalk(
  sql: SqlClient,
  discovery: { complete: boolean; accounts: readonly DiscoveredAccount[] },
  now: Date,
): Promise<Walked> {
  const reconciled = reconcileZones({ discovery, ...(await knownForWalk(sql)) }, now);
  return sql.transaction(async (within) => {
    await lockRecord(within);
    const { accounts, zones, renamed, vanished } = await saveZones(within, reconciled);
    await noteWalk(within, { disagreements: reconciled.disagreements, complete: discovery.complete }, now);
    if (discovery.complete) {
      const statements = (await zoneCounts(within, now)).map(({ venueId, zones: count }) => ({
        venueId,
        fields: { zone_count: count },
      }));
      await takeOverWithin(within, { source: 'soundtrack', saidBy: 'Soundtrack', statements, ended: [] }, now);
    }
    return { kind: 'discovered', accounts, zones, renamed, vanished, complete: discovery.complete };
  });
}
