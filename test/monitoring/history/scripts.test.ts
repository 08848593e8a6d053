import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AccountChanged } from '../../../lambdas/events/zone-change.ts';
import { archiveInS3 } from '../../../lambdas/monitoring/history/archive-in-s3.ts';
import { setOpeningHours } from '../../../lambdas/venues/record/opening-hours-in-postgres.ts';
import { replayArchive } from '../../../scripts/history/replay-archive.ts';
import { runScript } from '../../scripts/a-script.ts';
import { everyOutput } from '../../scripts/every-output.ts';
import { startBucket } from './a-bucket.ts';
import { anEvent, aRecord, began, DAY, ended, HOUR, MARCH, MINUTE, status, unknown } from './a-change.ts';
import { type Landing, startLanding } from './a-landing.ts';
import { madeUpHistory } from './made-up-history.ts';
import { startOneEndpoint } from './one-endpoint.ts';
import { knowZones } from './past-zones.ts';

// Each script is a process of its own, which takes its time on a busy machine.
jest.setTimeout(90_000);

const folder = mkdtempSync(join(tmpdir(), 'history-scripts-'));
let landing: Landing;
let bucket: Awaited<ReturnType<typeof startBucket>>;
let endpoint: Awaited<ReturnType<typeof startOneEndpoint>>;

beforeAll(async () => {
  [landing, bucket] = await Promise.all([startLanding(), startBucket()]);
  const { database } = landing.record;
  endpoint = await startOneEndpoint(database.endpoint, bucket.endpoint);
  const running = {
    pid: process.pid,
    apiUrl: 'http://127.0.0.1:1',
    gatewayUrl: endpoint.url,
    admin: {
      endpoint: endpoint.url,
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      forcePathStyle: true,
    },
    outputs: everyOutput({
      DatabaseClusterArn: database.clusterArn,
      DatabaseAppSecretArn: await database.addRole('bma_app'),
      DatabaseName: database.database,
      ChangesArchiveBucketName: bucket.name,
    }),
    addresses: {},
  };
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
});
beforeEach(() => landing.clear());
afterAll(async () => {
  await endpoint?.close();
  await Promise.all([landing?.close(), bucket?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, ...args: string[]) => runScript(name, args, folder);
const archive = () => archiveInS3(bucket.client, bucket.name);
const landAndKeep = async (events: AccountChanged[]) => {
  const records = events.map((event) => aRecord(event));
  expect(await landing.land(records, { keep: archive().keep })).toBeUndefined();
};

describe('history:replay', () => {
  const replay = (...args: string[]) => run('history-replay', ...args);

  it('lands the archived changes of a span, tells how many had been missing, and the second time that none were', async () => {
    const events = madeUpHistory({ accounts: 3, zonesPerAccount: 4, days: 6, seed: 11 });
    for (let at = 0; at < events.length; at += 20) await landAndKeep(events.slice(at, at + 20));
    const streamed = await landing.tables();
    const changes = streamed.zone_events.length + streamed.unknown_spells.length;
    await landing.record.clear();

    const first = await replay('--from', '2026-03-01', '--to', '2026-03-31');
    expect(first.printed).toMatch(
      new RegExp(
        `^Landed ${events.length} events of \\d+ objects in the local product .*: ${changes} changes of it had been missing`,
      ),
    );
    expect(first.code).toBe(0);
    expect(await landing.tables()).toEqual(streamed);
    const second = await replay('--from', '2026-03-01', '--to', '2026-03-31');
    expect(second.printed).toContain('all of it was there already.');
    expect(await landing.tables()).toEqual(streamed);
  });

  it('takes only what was observed in the span, to the minute', async () => {
    const at = (minutes: number) =>
      anEvent(1_000 + minutes, [status(`z${minutes}`, MARCH + 60 * DAY + minutes * MINUTE, 'down')], {
        accountId: 'span',
      });
    await landAndKeep([at(9), at(10), at(19), at(20)]);
    await landing.record.clear();
    const { printed, code } = await replay('--from', '2026-04-30T00:10', '--to', '2026-04-30T07:20+07:00');
    expect(printed).toMatch(/^Landed 2 events of 1 object /);
    expect(code).toBe(0);
    expect((await landing.tables()).zone_events.map(({ zone_id }) => zone_id)).toEqual(['z10', 'z19']);
  });

  it('tells what is refused and what cannot be read, and lands the rest', async () => {
    const day = MARCH + 90 * DAY;
    const good = anEvent(1, [status('z1', day, 'down')], { accountId: 'poison' });
    const bad = anEvent(2, [status('z\u001b2', day, 'down')], {
      accountId: 'poison',
      venueOf: { 'z\u001b2': 'no number' },
    });
    await archive().keep(
      'changes/2026/05/30/00/damaged.ndjson',
      `${JSON.stringify(good)}\nhalf a li\n${JSON.stringify(bad)}\n`,
    );
    const { printed, code } = await replay('--from', '2026-05-30', '--to', '2026-05-30');
    expect(printed).toMatch(/1 change of it had been missing/);
    expect(printed).toContain('✗ 1 row was refused:\n    zone_events takes no invalid-value, zone "z\\u001b2"');
    expect(printed).toContain(
      '✗ 1 part of the archive is not readable:\n    changes/2026/05/30/00/damaged.ndjson: line 2',
    );
    expect(printed).not.toContain('\u001b');
    expect(code).toBe(1);
  });

  it('lands an item that was put aside and can be read now', async () => {
    const item = aRecord(anEvent(1, [status('aside', MARCH, 'down')])).image;
    await archive().keep(
      'changes/refused/2026/06/01/10/a.json',
      JSON.stringify({ what: 'item', fields: 'event', item }),
    );
    await archive().keep(
      'changes/refused/2026/06/01/10/b.json',
      JSON.stringify({ what: 'row', table: 'outages', row: {} }),
    );
    expect((await replay('--from', '2026-06-01', '--to', '2026-06-01')).code).toBe(0);
    expect((await landing.tables()).zone_events).toMatchObject([{ zone_id: 'aside' }]);
  });

  it('gets many objects at a time, and lands them in their order', async () => {
    const zones = Array.from({ length: 40 }, (_, at) => `z${String(at).padStart(2, '0')}`);
    const texts = new Map(
      zones.map((zone, at) => [zone, `${JSON.stringify(anEvent(at + 1, [status(zone, MARCH + at, 'down')]))}\n`]),
    );
    let [open, most] = [0, 0];
    const slow = {
      keysOf: async (hour: string) => (hour === '2026/03/01/00' ? zones.map((zone) => `${zone}.ndjson`) : []),
      async text(key: string) {
        most = Math.max(most, ++open);
        await new Promise(setImmediate);
        open -= 1;
        return texts.get(key.slice(0, 3));
      },
    };
    const span = { from: new Date(MARCH), to: new Date(MARCH + HOUR) };
    expect(await replayArchive(slow, landing.record.sql, span)).toMatchObject({ objects: 40, events: 40, written: 40 });
    expect(most).toBe(16);
    expect((await landing.tables()).zone_events.map(({ zone_id: zone }) => zone)).toEqual(zones);
  });

  it('says how far it is', async () => {
    const shares: number[] = [];
    const span = { from: new Date(MARCH), to: new Date(MARCH + 4 * HOUR) };
    await replayArchive(archive(), landing.record.sql, span, (share) => shares.push(share));
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it.each<[string, string[], number, RegExp]>([
    ['no span', [], 2, /use --from TIME --to TIME/],
    ['an end before the beginning', ['--from', '2026-03-02', '--to', '2026-03-01'], 2, /--from must come before --to/],
    ['a time without anything', ['--from', '2020-01-01', '--to', '2020-01-01'], 0, /^The archive of .* holds nothing/],
  ])('answers %s in words', async (_, args, code, words) => {
    expect(await replay(...args)).toMatchObject({ code, printed: expect.stringMatching(words) });
  });
});

describe('history', () => {
  const history = (...args: string[]) => run('history', ...args);
  const firstSeen = (zone: string) =>
    status(zone, MARCH - DAY, 'up', { from: 'unseen', confirmedAt: MARCH - DAY, readings: 1 });

  beforeEach(async () => {
    await knowZones(landing.record, [
      { id: 'zone-lobby', name: 'Lobby\u001b[2J', venueId: 1002, critical: true },
      { id: 'zone-pool', name: 'Pool', venueId: 1002 },
    ]);
    await landing.land([
      aRecord(
        anEvent(1, [
          ...[firstSeen('zone-lobby'), firstSeen('zone-pool')],
          {
            kind: 'suspected',
            zoneId: 'zone-lobby',
            at: MARCH,
            from: 'up',
            to: 'down',
            reason: 'first-contrary-reading',
          },
          began('zone-lobby', MARCH, { critical: true }),
          ended('zone-lobby', MARCH, MARCH + HOUR),
          unknown('zone-pool', MARCH + 30 * MINUTE, MARCH + HOUR),
          began('zone-pool', MARCH + 2 * DAY, { cause: 'silent' }),
        ]),
      ),
    ]);
  });

  it('prints outages, every event with its reason, and the SLA, in the time of the venue', async () => {
    const { printed, code } = await history('--venue', '1002', '--from', '2026-03-01', '--to', '2026-03-31');
    const lines = printed.split('\n');
    expect(lines[0]).toBe('Hotel 1002 (1002), 2026-03-01 00:00:00 to 2026-04-01 00:00:00, times of Asia/Bangkok');
    expect(printed).toMatch(
      /2026-03-01 07:00:00 {3}2026-03-01 08:00:00 +1:00:00 +Lobby \[2J +down, critical +enough-missed-readings +recovered/,
    );
    expect(printed).toMatch(/2026-03-03 07:00:00 {3}lasts .* Pool +silent +enough-missed-readings$/m);
    expect(printed).toContain('  2026-03-01 07:00:00  Lobby [2J  up, perhaps down: first-contrary-reading');
    expect(printed).toContain('  2026-03-01 07:30:00  Pool  unknown until 2026-03-01 08:00:00: not-polled');
    expect(printed).toContain(
      '  2026-03-01 08:00:00  Lobby [2J  end of the outage that began 2026-03-01 07:00:00 (sure at 2026-03-01 08:05:00): recovered',
    );
    expect(printed).toMatch(/SLA of 2026-03\n/);
    expect(printed).toMatch(/Lobby \[2J +99\.865 % +100\.000 % +743:00:00 +1:00:00 +0:00:00 +0:00:00/);
    expect(printed).not.toContain('\u001b');
    expect(lines.indexOf('Events')).toBeLessThan(lines.findIndex((line) => line.includes('Pool  unknown until')));
    expect(code).toBe(0);
  });

  it('leaves the hours in which the venue is closed out of the SLA', async () => {
    const week = { sun: [['10:00', '22:00']] as [string, string][] };
    const said = { venueId: 1002, hours: { week }, by: 'anna' };
    expect(await setOpeningHours(landing.record.sql, said, new Date(MARCH))).toEqual({ kind: 'set' });
    const { printed } = await history('--zone', 'zone-lobby', '--from', '2026-03-01', '--to', '2026-03-31');
    expect(printed).toMatch(/^Lobby \[2J \(zone-lobby\) of Hotel 1002 \(1002\), /);
    // Five Sundays; the outage lay before opening.
    expect(printed).toMatch(/Lobby \[2J +100\.000 % +100\.000 % +60:00:00 +0:00:00 +0:00:00 +684:00:00/);
    expect(printed).not.toContain('Pool');
  });

  it('tells of a zone that only the history knows, and of this month without being asked', async () => {
    await landing.land([aRecord(anEvent(9, [status('stray', MARCH, 'down')], { accountId: 'other' }))]);
    const { printed, code } = await history('--zone', 'stray', '--from', '2026-03-01', '--to', '2026-03-01T12:00');
    expect(printed).toMatch(/^zone stray, 2026-03-01 00:00:00 to 2026-03-01 12:00:00, times of UTC\n/);
    expect(printed).toContain(
      '2026-03-01 00:00:00  up → down (2 readings, sure at 2026-03-01 00:05:00): two-agreeing-readings',
    );
    expect(code).toBe(0);
    const thisMonth = await history('--venue', '1002');
    expect(thisMonth.printed).toMatch(/\nEvents\n {2}none\n\nSLA of \d{4}-\d\d, so far\n/);
  });

  it.each<[string, string[], number, RegExp]>([
    ['nothing asked', [], 2, /use --venue ID or --zone ID/],
    ['an unknown venue', ['--venue', '404'], 1, /there is no venue 404/],
    ['an unknown zone', ['--zone', 'nowhere'], 1, /there is no zone "nowhere"/],
  ])('answers %s in words', async (_, args, code, words) => {
    expect(await history(...args)).toMatchObject({ code, printed: expect.stringMatching(words) });
  });
});

it('the archive in a bucket holds more than one page of an hour', async () => {
  const many = Array.from({ length: 1_005 }, (_, at) => `changes/2026/07/01/00/${String(at).padStart(4, '0')}.ndjson`);
  for (let at = 0; at < many.length; at += 50) {
    await Promise.all(many.slice(at, at + 50).map((key) => archive().keep(key, '')));
  }
  expect(await archive().keysOf('2026/07/01/00')).toEqual(many);
  expect(await archive().text('changes/2026/07/01/00/nothing.ndjson')).toBeUndefined();
});
