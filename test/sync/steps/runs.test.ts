import { Failure } from '../../../lambdas/runtime/failure.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { syncDue } from '../../../lambdas/sync/run/sync-due.ts';
import { forceValue } from '../../../lambdas/venues/record/override-in-postgres.ts';
import { aRow, FIELDS } from '../sheet/a-sheet.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
}, 60_000);
afterAll(() => world?.close());
beforeEach(async () => {
  world.interrupt = () => {};
  world.database.faults.clear();
  world.maxChangeShare = 1;
  world.rows = hotels();
  await world.sync();
  world.told.length = 0;
  world.maxChangeShare = 0.1;
});

const hotels = (from = 1, to = 20, cells: Parameters<typeof aRow>[2] = {}) => [
  FIELDS,
  ...Array.from({ length: to - from + 1 }, (_, at) => aRow(from + at, `Hotel ${from + at}`, cells)),
];
const names = () => world.directory.map(({ name }) => name);
const rhythm = { everyMinutes: 30, retryMinutes: 5 };
const isDue = () => syncDue(world.past, world.now(), rhythm);
const minutes = (many: number) => world.time.advance(many * 60_000);
const auditOf = (runId: string) =>
  world.query('select subject_id, action, reason from audit_log where run_id = $1 order by subject_id::int', [runId]);

describe('requests', () => {
  it('at the same moment make one run, which both are told of', async () => {
    const [one, other] = await Promise.all([world.request({ by: 'anna' }), world.request({ by: 'schedule' })]);
    expect([one.kind, other.kind].sort()).toEqual(['joined', 'started']);
    expect('runId' in one && 'runId' in other && one.runId === other.runId).toBe(true);
    await world.work();
    expect(world.holder).toBeUndefined();
  });

  it('take over from a run that died holding the right to run', async () => {
    const died = await world.request();
    const runId = 'runId' in died ? died.runId : '';
    const execution = world.executions.get(runId);
    if (execution) execution.state = 'ended';
    expect(world.holder?.runId).toBe(runId);
    world.rows = hotels(1, 21);
    expect((await world.sync({ by: 'anna' })).outcome).toBe('succeeded');
    expect(names()).toContain('Hotel 21');
  });
});

describe('a step that fails for good', () => {
  const STEPS: [point: string, says: string][] = [
    ['before readSheet', 'Reading the sheet'],
    ['before with found as ( select v.id as key, case', 'Checking the sheet'],
    ['before insert into sync_log (run_id, requested', 'Checking the sheet'],
    ['before commit', 'Applying the sheet'],
    ['before with kept as ( insert into sheet_problem', 'Applying the sheet'],
    ['before select nextval', 'Publishing the directory'],
    ['before put', 'Publishing the directory'],
    ['before point', 'Publishing the directory'],
  ];

  it.each(STEPS)(
    'at "%s" leaves the directory untouched; the run fails in words and the next one makes up for it',
    async (at, says) => {
      world.rows = [...hotels(1, 21), aRow(22, 'Hotel 22', { contact_phone: '1' })];
      const before = names();
      let failing = true;
      world.interrupt = (point) => {
        if (failing && point.startsWith(at)) throw new Failure('gone', 'it is gone', { retryable: true });
      };
      const failed = await world.sync();
      expect(failed).toMatchObject({ outcome: 'failed', failure: `${says}: it is gone` });
      expect(names()).toEqual(before);
      expect(world.told.map(({ subject }) => subject)).toEqual(['Venue sheet: the sync failed']);
      expect(world.holder).toBeUndefined();

      expect(isDue()).toBe(false);
      minutes(5);
      expect(isDue()).toBe(true);
      failing = false;
      const next = await world.sync();
      expect(next.outcome).toBe('succeeded');
      expect(names()).toEqual([...before, 'Hotel 21', 'Hotel 22']);
      const added = await world.query(
        `select count(*)::int as times from audit_log
         where subject_id in ('21', '22') and action in ('added', 'reopened') and run_id in ($1, $2)`,
        [failed.runId, next.runId],
      );
      expect(added).toEqual([{ times: 2 }]);
    },
  );

  it('at finishing leaves a run that the next request takes over from', async () => {
    world.interrupt = (point) => {
      if (point === 'before write') return;
      if (point === 'before load past') throw new Failure('gone', 'it is gone', { retryable: true });
    };
    await world.request();
    await world.work();
    expect(world.holder).toBeDefined();
    world.interrupt = () => {};
    world.rows = hotels(1, 21);
    expect((await world.sync()).outcome).toBe('succeeded');
    expect(world.holder).toBeUndefined();
  });
});

describe('a mass deletion', () => {
  it('is refused, told once, approved by its fingerprint, and audited with who allowed it', async () => {
    const before = names();
    world.rows = hotels(1, 12);
    const refused = await world.sync();
    expect(refused.outcome).toBe('refused');
    expect(names()).toEqual(before);
    await world.sync();
    expect(world.told.map(({ subject }) => subject)).toEqual(['Venue sheet: a large change waits for your decision']);

    world.rows = hotels(1, 11);
    const stale = await world.sync({ by: 'anna', approves: refused.difference?.fingerprint ?? '' });
    expect(stale).toMatchObject({
      outcome: 'refused',
      difference: { approvedAnother: refused.difference?.fingerprint },
    });
    expect(names()).toEqual(before);

    const approved = await world.sync({ by: 'anna', approves: stale.difference?.fingerprint ?? '' });
    expect(approved).toMatchObject({ outcome: 'succeeded', difference: { approvedBy: 'anna', removed: 9 } });
    expect(names()).toEqual(before.slice(0, 11));
    const audit = await auditOf(approved.runId);
    expect(audit).toHaveLength(9);
    expect(audit[0]).toMatchObject({ action: 'ended', reason: 'more than usual changed; approved by anna' });
  });
});

describe('a deletion bit by bit', () => {
  // What other tests took away is of another day.
  beforeEach(() => minutes(25 * 60));

  it('is refused once a day has lost more than a run may, and goes on when somebody has approved it', async () => {
    world.rows = hotels(1, 19);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', difference: { removed: 1 } });
    minutes(30);
    world.rows = hotels(1, 18);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', difference: { removed: 1 } });
    minutes(30);
    world.rows = hotels(1, 17);
    const refused = await world.sync();
    expect(refused).toMatchObject({ outcome: 'refused', difference: { reason: 'too-much-in-a-day', share: 3 / 20 } });
    expect(refused.difference?.inWords).toContain('within a day');
    expect(names()).toHaveLength(18);

    const approves = refused.difference?.fingerprint ?? '';
    expect(await world.sync({ by: 'anna', approves })).toMatchObject({ outcome: 'succeeded' });
    expect(names()).toHaveLength(17);
    minutes(24 * 60);
    world.rows = hotels(1, 16);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', difference: { removed: 1 } });
  });

  it('does not count what somebody approved, nor what came back', async () => {
    world.rows = hotels(1, 12);
    const { difference } = await world.sync();
    await world.sync({ by: 'anna', approves: difference?.fingerprint ?? '' });
    world.rows = hotels(1, 11);
    expect((await world.sync()).outcome).toBe('succeeded');
    world.rows = hotels(1, 12);
    await world.sync();
    world.rows = hotels(2, 12);
    expect((await world.sync()).outcome).toBe('succeeded');
  });
});

describe('a value that somebody forced', () => {
  it('survives every sync, whatever the sheet says, until it expires', async () => {
    const { clusterArn, database, addRole, client } = world.database;
    const { sqlOnDataApi } = await import('../../../lambdas/runtime/sql/sql-on-data-api.ts');
    const sql = sqlOnDataApi({ client, clusterArn, database, secretArn: await addRole('bma_app'), clock: world.now });
    const expiresAt = new Date(world.now().getTime() + 60 * 60_000);
    const override = { venueId: 1, field: 'venue_name', value: 'Forced', by: 'anna', reason: 'signed', expiresAt };
    await forceValue(sql, override, world.now());
    await world.sync();
    expect(names()[0]).toBe('Forced');
    world.rows = [FIELDS, aRow(1, 'Sheet again'), ...hotels(2).slice(1)];
    const overruled = await world.sync();
    expect(overruled.difference?.changed).toBe(1);
    expect(names()[0]).toBe('Forced');
    expect((await world.sync()).difference?.changed).toBe(0);
    minutes(61);
    expect((await world.sync()).taken?.overridesExpired).toBe(1);
    expect(names()[0]).toBe('Sheet again');
  });
});

describe('the database', () => {
  it('resuming from its sleep is waited for', async () => {
    world.rows = hotels(1, 21);
    world.database.faults.set({ resumingForMilliseconds: 20_000 });
    expect((await world.sync()).outcome).toBe('succeeded');
    expect(names()).toContain('Hotel 21');
  });

  it('gone for ten minutes costs nothing: the directory stays, reports are kept, and the run after it makes up', async () => {
    world.rows = hotels(1, 21);
    const before = names();
    world.database.faults.set({ unavailable: true });
    const end = world.now().getTime() + 10 * 60_000;
    const failed = [];
    while (world.now().getTime() < end) {
      if (isDue() || failed.length === 0) {
        failed.push(await world.sync());
      } else minutes(1);
    }
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ outcome, failure }) => outcome === 'failed' && failure !== undefined)).toBe(true);
    expect(failed[0]?.failure).toMatch(/^Checking the sheet: /);
    expect(failed[0]?.failure).not.toContain('Hotel');
    expect(names()).toEqual(before);
    expect(world.told).toHaveLength(1);

    world.database.faults.clear();
    minutes(5);
    expect(isDue()).toBe(true);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', difference: { added: 1 } });
    expect(names()).toEqual([...before, 'Hotel 21']);
    expect(world.told.map(({ subject }) => subject).at(-1)).toBe('Venue sheet: in order again');
  });

  it('whose answers are lost is asked again without doing anything twice', async () => {
    for (const lost of [1, 2, 3, 5, 8]) {
      world.rows = hotels(1, 20, { notes: `lost ${lost}` });
      world.maxChangeShare = 1;
      world.database.faults.set({ dropResponses: lost });
      const report = await world.sync();
      world.database.faults.clear();
      expect({ lost, outcome: report.outcome }).toEqual({ lost, outcome: 'succeeded' });
      expect(report.taken).toMatchObject({ changed: 20, fieldsChanged: 20 });
      expect(await auditOf(report.runId)).toHaveLength(20);
    }
  });

  it('frees what a process held that died inside its transaction, and the run comes through', async () => {
    world.rows = hotels(1, 21);
    await world.diesHoldingTheRecord();
    const run = world.sync();
    let over = false;
    void run.finally(() => {
      over = true;
    });
    // Each try waits for the lock until the service ends its statement; the dead transaction ends after three minutes.
    while (!over) {
      const [waiting] = await world.query('select count(*)::int as many from pg_locks where not granted');
      if (waiting?.many) world.time.advance(46_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await run).toMatchObject({ outcome: 'succeeded', difference: { added: 1 } });
    expect(names()).toContain('Hotel 21');
  });

  it('tells a straggler of a run that is over to leave the record alone', async () => {
    world.rows = hotels(1, 21);
    let attempts = 0;
    world.interrupt = (point) => {
      if (point === 'before commit' && ++attempts < 5) throw new SqlFailure('connection', 'lost');
    };
    const failed = await world.sync();
    expect(failed.outcome).toBe('failed');
    // The function of the last try was only slow: it comes to its work when the report is long written.
    await expect(world.applyLate(failed.runId)).rejects.toMatchObject({ code: 'run-over' });
    expect(await world.query('select id from venues where id = 21 and state = $1', ['open'])).toEqual([]);
  });
});
