import { takeOverWithin } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, sheet, start } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
}, 60_000);
afterAll(() => record?.close());

it('lets one taking over into the record at a time, until its transaction ends', async () => {
  const free = async () =>
    (await record.rows(`select pg_try_advisory_xact_lock(hashtextextended('venue record', 0)) as free`))[0]?.free;
  await record.sql.transaction(async (within) => {
    await takeOverWithin(within, sheet([aVenue(1)]), start);
    expect(await free()).toBe(false);
  });
  expect(await free()).toBe(true);
});
