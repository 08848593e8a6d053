import { DatabaseSync } from 'node:sqlite';

const KEPT_HOURS = 24;

/**
 * The engine looks through a table's whole stream at every write and every read of it, so a stream of a few thousand
 * records makes everything slow. Two indexes on its database end that, and records older than a day go, as on AWS.
 */
export function keepStreamsFast(databaseFile: string): void {
  const database = new DatabaseSync(databaseFile);
  try {
    database.exec(`
      PRAGMA busy_timeout = 5000;
      CREATE INDEX IF NOT EXISTS stream_by_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS stream_by_shard ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS stream_by_number ON _stream_records (table_name, shard_id, sequence_number);
    `);
    // The newest record of each table stays: the engine counts on from it.
    database.exec(`
      DELETE FROM _stream_records
      WHERE created_at < unixepoch() - ${KEPT_HOURS * 3600}
        AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)
    `);
  } finally {
    database.close();
  }
}
