import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { keepStreamsFast } from '../../../local/engines/stream-upkeep.ts';

describe('the streams of a kept table engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bma-streams-'));
  const databaseFile = join(folder, 'dynamodb.db');
  let database: DatabaseSync;

  beforeAll(async () => {
    const engine = await startDynamoDb({ databaseFile, onProblem: () => {} });
    await engine.close();
    database = new DatabaseSync(databaseFile);
  });
  afterAll(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // As the engine asks: at every write, and at every read of the stream.
  it.each([
    'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1',
    `SELECT new_image FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3
     ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?4`,
    'SELECT MIN(sequence_number), MAX(sequence_number) FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2',
  ])('are not looked through whole by %s', (question) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${question}`).all();
    expect(plan.map(({ detail }) => String(detail)).join()).toMatch(/SEARCH .* USING (COVERING )?INDEX stream_by_/);
  });

  it('are kept for a day, and their newest record for ever', () => {
    const add = (table: string, number: number, hoursAgo: number) =>
      database.exec(`INSERT INTO _stream_records (table_name, event_name, keys_json, sequence_number, shard_id, created_at)
        VALUES ('${table}', 'INSERT', '{}', '${number}', 's', unixepoch() - ${hoursAgo * 3600})`);
    add('quiet', 1, 50);
    add('quiet', 2, 49);
    add('busy', 1, 25);
    add('busy', 2, 1);
    keepStreamsFast(databaseFile);
    const left = database.prepare('SELECT table_name, sequence_number FROM _stream_records ORDER BY id').all();
    expect(left.map((row) => `${row.table_name} ${row.sequence_number}`)).toEqual(['quiet 2', 'busy 2']);
  });
});
