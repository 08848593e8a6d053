import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { aRow, FIELDS } from '../sheet/a-sheet.ts';
import { Crash, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
}, 60_000);
afterAll(() => world?.close());
afterEach(() => {
  world.interrupt = () => {};
});

const contact = { contact_name: 'Noi', contact_email: 'noi@hotel.example', contact_phone: '081 234 5678' };
/** Two states a sheet goes to and fro between; each way adds, changes, ends, brings back, spoils and mends. */
const SHEETS: Record<'there' | 'back', Cell[][]> = {
  there: [
    FIELDS,
    aRow(1, 'Lotus', { ...contact, zone_count: 3, soundtrack_account_id: 'account-1' }),
    aRow(2, 'Banyan', { location: 'Phuket' }),
    aRow(3, 'Coral', { contact_phone: '02 555 1234' }),
    aRow(4, 'Teak', contact),
  ],
  back: [
    FIELDS,
    ['MOVED'],
    aRow(5, 'Saffron', { ...contact, soundtrack_account_id: 'account-1, account-2' }),
    aRow(1, 'Lotus Garden', { ...contact, contact_email: 'gm@hotel.example', zone_count: 4 }),
    aRow(3, 'Coral', { contact_phone: 'ask Noi' }),
    aRow(4, 'Teak (CLOSED)'),
    ['', 'Nameless', 'Bangkok'],
  ],
};
type Way = keyof typeof SHEETS;

/** Everything a run leaves, but for the instants and the numbers that are drawn anew each time. */
async function afterwards(report: SyncReport) {
  const of = (statement: string) => world.query(statement);
  return {
    venues: await of('select id, name, state, location, zone_count, soundtrack_account_id from venues order by id'),
    facts: await of(`select subject_id, field, source, value, previous from facts order by 1, 2, 3`),
    contacts: await of(`select c.venue_id, c.name, c.ended_at is null as open, p.kind, p.value from contacts c
      left join contact_points p on p.contact_id = c.id order by 1, 4, 5`),
    accounts: await of('select venue_id, account_id, source from venue_accounts order by 1, 2'),
    problems: await of(`select sheet_row, field, code, last_run_id = '${report.runId}' as seen from sheet_problems
      where resolved_at is null order by 1, 2, 3`),
    audit: await of(`select action, subject_id, changes, actor, reason from audit_log
      where run_id = '${report.runId}' order by subject_id, action`),
    log: await of(`select state, added, changed, removed, problems, consistency, applied_at is not null as applied,
      finished_at is not null as finished, directory_version is not null as published
      from sync_log where run_id = '${report.runId}'`),
    versions: await of(`select content_hash, venues from directory_versions where run_id = '${report.runId}'`),
    directory: world.directory,
    report: comparable(report),
  };
}

const comparable = ({ runId: _, startedAt: __, finishedAt: ___, directory, ...report }: SyncReport) => ({
  ...report,
  directory: directory && { ...directory, version: 0 },
});

/** Runs once in each direction, undisturbed, until both have been seen from where the other ends. */
async function undisturbed() {
  const points: Record<Way, string[]> = { there: [], back: [] };
  const expected = {} as Record<Way, Awaited<ReturnType<typeof afterwards>>>;
  for (const way of ['there', 'back', 'there', 'back'] as const) {
    world.rows = SHEETS[way];
    points[way] = [];
    world.interrupt = (point) => void points[way].push(point);
    const report = await world.sync();
    world.interrupt = () => {};
    expected[way] = await afterwards(report);
  }
  return { points, expected };
}

describe('a process that dies at any moment of a run', () => {
  it('leaves the database, the directory and the report as one undisturbed run does, and the next run starts', async () => {
    const { points, expected } = await undisturbed();
    const [start, end] = [expected.back.directory, expected.there.directory];
    expect(start).not.toEqual(end);
    expect(points.there.length).toBeGreaterThan(50);

    // To and fro, so that one way dies before every call and the other after it.
    let way: Way = 'there';
    for (let at = 0; at < points[way].length; at++) {
      world.rows = SHEETS[way];
      const toldBefore = world.told.length;
      const versionsBefore = world.inForce.length;
      let seen = 0;
      let died = '';
      world.interrupt = (point) => {
        if (seen++ !== at) return;
        died = point;
        // What readers would load at this moment is the old one or the new one.
        expect([start, end]).toContainEqual(world.directory);
        throw new Crash(point);
      };
      const report = await world.sync();
      world.interrupt = () => {};
      expect({ died, ...(await afterwards(report)) }).toEqual({ died, ...expected[way] });
      expect(world.inForce.length - versionsBefore).toBe(1);
      const doubly = ['after tell', 'before note past', 'after note past'].includes(died) ? 1 : 0;
      expect(world.told.length - toldBefore).toBeLessThanOrEqual(1 + doubly);
      expect(world.holder).toBeUndefined();
      way = way === 'there' ? 'back' : 'there';
    }
    expect(new Set(world.started).size).toBe(world.started.length);
  }, 120_000);
});
