import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeOver } from '../../lambdas/venues/record/take-over-in-postgres.ts';
import { UsageProblem } from '../../scripts/run-script.ts';
import { readWindow, type TypedWindow } from '../../scripts/venue-hours/read-window.ts';
import { type ARecord, startRecord } from '../venues/record/a-record.ts';
import { aVenue, sheet, start } from '../venues/record/statements.ts';
import { runScript } from './a-script.ts';
import { everyOutput } from './every-output.ts';

const folder = mkdtempSync(join(tmpdir(), 'hours-scripts-'));
let record: ARecord;

beforeAll(async () => {
  record = await startRecord();
  const { endpoint, asOwner, clusterArn } = record.database;
  const running = {
    pid: process.pid,
    apiUrl: 'http://127.0.0.1:1',
    gatewayUrl: endpoint,
    admin: { endpoint, region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
    outputs: everyOutput({
      DatabaseClusterArn: clusterArn,
      DatabaseAppSecretArn: await record.database.addRole('bma_app'),
      DatabaseName: asOwner.database,
    }),
    addresses: {},
  };
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
});
beforeEach(async () => {
  await record.clear();
  await takeOver(record.sql, sheet([aVenue(1002)]), start);
  await record.rows(
    `insert into zones (id, account_id, venue_id, name, name_folded, kind, critical, time_zone, first_seen_at, last_seen_at)
     values ('z1', 'account-1002', 1002, 'Lobby', 'lobby', 'lobby', true, 'Asia/Bangkok', $1, $1)`,
    [start],
  );
});
afterAll(async () => {
  await record.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, ...args: string[]) => runScript(name, ['--venue', '1002', ...args], folder);
// There is no bucket here.
const inTheRecordOnly =
  /It is in the record, but not everywhere yet \(.*\)\. Bring it there: npm run directory:publish/;

describe('venues:hours', () => {
  it('tells them and sets them', async () => {
    const shown = await run('venue-hours');
    expect(shown).toEqual({
      code: 0,
      printed:
        'Hotel 1002 (1002), Asia/Bangkok\n' +
        '  Opening hours: always (nobody has set any, so music is expected at all times)\n' +
        '  Now: open\n  No maintenance.\n',
    });
    const set = await run('venue-hours', '--set', 'Mon-Fri 07:00-23:00', '--by', 'anna');
    expect(set.printed).toMatch(/^Set in the local product .*\n/);
    expect(set.printed).toMatch(/Opening hours: Mon-Fri 07:00-23:00, Sat-Sun closed \(set by anna, \d{4}-\d\d-\d\d\)/);
    expect(set.printed).toMatch(inTheRecordOnly);
  });

  it('sets them to always and clears them', async () => {
    expect((await run('venue-hours', '--always')).printed).toMatch(/Opening hours: always \(set by /);
    expect((await run('venue-hours', '--clear')).printed).toMatch(/Opening hours: always \(nobody has set any/);
  });

  it.each<[string, string[], number, RegExp]>([
    [
      'what nobody understands',
      ['--set', 'sometimes'],
      2,
      /is not understood: write for example .*Nothing was changed/,
    ],
    ['two wishes at once', ['--set', '10:00-22:00', '--always'], 2, /use --venue ID/],
    ['an unknown venue', ['--venue', '404', '--always'], 1, /there is no venue 404\. Nothing was changed/],
  ])('refuses %s in words', async (_, args, code, words) => {
    expect(await run('venue-hours', ...args)).toMatchObject({ code, printed: expect.stringMatching(words) });
  });
});

describe('venues:maintenance', () => {
  it('adds it, tells the next five times in UTC and at the venue, and ends it', async () => {
    const added = await run('venue-maintenance', '--daily', '02:00-03:00', '--zones', 'lobby', '--reason', 'restart');
    const [, id = ''] = /^Added as (\S+) in the local product/.exec(added.printed) ?? [];
    expect(added.printed).toContain(`  ${id}  every day 02:00-03:00 Asia/Bangkok, Lobby\n    because restart (`);
    const times = added.printed.match(/ 19:00–20:00 UTC = \w+ \d{4}-\d\d-\d\d 02:00–03:00 Asia\/Bangkok$/gm);
    expect(times?.length).toBe(5);
    expect(added.printed).toMatch(inTheRecordOnly);
    const ended = await run('venue-maintenance', '--end', id);
    expect(ended.printed).toMatch(/^Ended in [\s\S]*No maintenance is to come\.\n {2}1 window of the past\.\n/);
  });

  it('adds one for once, in the time of the venue', async () => {
    const window = ['--add', '2099-12-01T01:00/2099-12-01T04:00', '--reason', 'works'];
    const { printed } = await run('venue-maintenance', ...window);
    expect(printed).toMatch(
      /once, the whole venue\n.*\n.* Mon 2099-11-30 18:00–21:00 UTC = Tue 2099-12-01 01:00–04:00/,
    );
  });

  it.each<[string, string[], number, RegExp]>([
    ['one without a reason', ['--daily', '02:00-03:00'], 2, /say with --reason why/],
    ['two wishes at once', ['--daily', '02:00-03:00', '--list'], 2, /use --venue ID/],
    [
      'a time that is over',
      ['--add', '2020-01-01T01:00/2020-01-01T02:00', '--reason', 'x'],
      1,
      /is over already\. Noth/,
    ],
    ['an end of nothing', ['--end', 'x'], 1, /has no maintenance x\. Nothing was changed/],
  ])('refuses %s in words', async (_, args, code, words) => {
    expect(await run('venue-maintenance', ...args)).toMatchObject({ code, printed: expect.stringMatching(words) });
  });
});

describe('a window as it is typed', () => {
  const zones = [
    { id: 'z1', name: 'Lobby' },
    { id: 'z2', name: 'Pool' },
    { id: 'z3', name: 'Pool' },
  ];
  const bangkok = { timeZone: 'Asia/Bangkok', zones };
  const night = { daily: ['02:00', '03:00'], timeZone: 'Asia/Bangkok' };
  const once = { from: '2026-11-30T18:00:00.000Z', to: '2026-11-30T21:00:00.000Z' };

  it.each<[TypedWindow, object]>([
    [{ daily: '02:00-03:00' }, night],
    [
      { daily: '02:00-03:00', days: 'mon, Tuesday' },
      { ...night, weekdays: ['mon', 'tue'] },
    ],
    [
      { daily: '02:00-03:00', zones: 'z1,pool' },
      { ...night, zoneIds: ['z1', 'z2', 'z3'] },
    ],
    [{ once: '2026-12-01T01:00/2026-12-01T04:00' }, once],
    [{ once: '2026-12-01 01:00/2026-11-30T21:00Z' }, once],
    [{ once: '2026-12-01T01:00+07:00/2026-12-01T04:00' }, once],
  ])('%j', (typed, window) => {
    expect(readWindow(typed, bangkok)).toEqual(window);
  });

  it.each<[TypedWindow, string]>([
    [{ daily: '2-3' }, '--daily looks like'],
    [{ daily: '02:00' }, '--daily looks like'],
    [{ daily: '02:00-03:00', days: 'someday' }, 'not "someday"'],
    [{ daily: '02:00-03:00', zones: 'Bar' }, 'no zone "Bar"; it has Lobby, Pool, Pool'],
    [{ once: '2026-12-01T01:00' }, '--add looks like'],
    [{ once: '2026-02-31T01:00/2026-12-01T04:00' }, '--add looks like'],
    [{ once: '2026-12-01/2026-12-02' }, '--add looks like'],
    [{ once: '2026-12-01T01:00/2026-12-01T04:00', days: 'mon' }, '--days is for --daily'],
  ])('is refused: %j', (typed, problem) => {
    const read = () => readWindow(typed, bangkok);
    expect(read).toThrow(UsageProblem);
    expect(read).toThrow(problem);
  });

  it('cannot be read in a venue without a time zone, unless it says where it is', () => {
    const nowhere = { timeZone: null, zones };
    expect(() => readWindow({ daily: '02:00-03:00' }, nowhere)).toThrow('--time-zone');
    expect(() => readWindow({ once: '2026-12-01T01:00/2026-12-01T04:00' }, nowhere)).toThrow('write the offset');
    expect(readWindow({ once: '2026-12-01T01:00+07:00/2026-11-30T21:00Z' }, nowhere)).toEqual(once);
  });
});
