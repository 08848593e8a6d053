import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { readEnv, UpkeepPartitionsEnv } from './env.ts';
import { ensureMonths, strayRows } from './migrate/months-in-postgres.ts';

const sql = databaseOf(readEnv(UpkeepPartitionsEnv));
// Nobody is named in these logs, so there is nothing to salt.
const log = createLog('upkeep-partitions', 'nobody');
const meter = createMeter('BMA/Venues', 'upkeep-partitions');

export async function handler(): Promise<void> {
  const made = await sql.transaction((one) => ensureMonths(one, systemClock()));
  const strays = await strayRows(sql);
  meter.count('StrayRows', undefined, strays);
  meter.flush();
  log.info('months are ready', { made, strays });
}
