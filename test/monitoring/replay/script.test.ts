import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../../lambdas/monitoring/policy.ts';
import { readParams } from '../../../lambdas/monitoring/replay/replay-params.ts';
import { readEventLine } from '../../../scripts/alerts-replay/event-line.ts';
import { readFleet } from '../../../scripts/alerts-replay/fleet-file.ts';
import { runScript } from '../../scripts/a-script.ts';
import { aFleet, polls } from './a-replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'alerts-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'out');
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join('\n');
const fleet = file('fleet.json', aFleet([{}], { params: { confirmDown: 3, mediumAggregationSec: 60 } }));
const run = (...args: string[]) => runScript('alerts-replay', args, folder);

describe('alerts:replay', () => {
  it('writes what was found and tells a person in a line', async () => {
    const events = file('events.ndjson', `\ufeff${lines(...polls('v1', '11000'))}\r\n\n`);
    const { code, printed } = await run('--fleet', fleet, '--events', events, '--out', out);
    expect(printed).toContain('5 events of 1 venue with 1 zone in');
    expect(printed).toContain('1 outage, 0 of critical zones, 1 still open');
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['notifications.ndjson', 'outages.ndjson', 'sla.json', 'summary.json']);
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({
      ...{ venues: 1, zones: 1, events: 5, readings: 5, ignored: 0, periodSec: 1202 },
      outages: { began: 1, open: 1 },
      detectionSec: { p50: 602, p99: 602, max: 602 },
      changes: { suspected: 1, status: 2, 'outage-began': 1 },
    });
  });

  it('takes params of a file before those of the fleet', async () => {
    const events = file('events.ndjson', lines(...polls('v1', '1100')));
    const params = file('params.json', { confirmDown: 2 });
    await run('--fleet', fleet, '--events', events, '--out', out, '--params', params, '--changes');
    expect(readFileSync(join(out, 'outages.ndjson'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(out, 'changes.ndjson'), 'utf8')).toContain(
      '"told":902,"venue":"v1","kind":"outage-began"',
    );
  });

  it('names the line that it cannot take, and leaves no results behind', async () => {
    const events = file('events.ndjson', lines(...polls('v1', '11'), { t: 1, v: 'v9', z: '1' }));
    const { code, printed } = await run('--fleet', fleet, '--events', events, '--out', out);
    expect(printed.trim()).toBe(`alerts:replay: ${events}, line 3: v: the fleet has no venue v9`);
    expect(code).toBe(2);
    expect(existsSync(join(out, 'sla.json'))).toBe(false);
    expect(readdirSync(out)).toEqual([]);
  });

  it('refuses params in words', async () => {
    const events = file('events.ndjson', '');
    const params = file('params.json', { confirmDown: 0 });
    const { code, printed } = await run('--fleet', fleet, '--events', events, '--out', out, '--params', params);
    expect(printed.trim()).toMatch(/^alerts:replay: .*confirmDown/);
    expect(code).toBe(2);
  });

  it('says that a file cannot answer further looks, and reads what is in it', async () => {
    const events = file('events.ndjson', lines(...polls('v1', '1100')));
    const params = file('params.json', { fastRecheckSec: 75 });
    const { code, printed } = await run('--fleet', fleet, '--events', events, '--out', out, '--params', params);
    expect(printed).toContain('fastRecheckSec: a file holds no answers to further looks');
    expect(code).toBe(0);
    expect(existsSync(join(out, 'sla.json'))).toBe(true);
  });

  it('tells of files that are not there, and of options that are missing', async () => {
    const gone = join(folder, 'gone');
    expect(await run('--fleet', gone, '--events', gone, '--out', out)).toMatchObject({ code: 2 });
    const { code, printed } = await run('--fleet', fleet, '--events', gone, '--out', out);
    expect([code, printed]).toEqual([2, expect.stringContaining('gone: ENOENT')]);
    expect((await run('--fleet', fleet)).printed).toContain('use --fleet FILE --events FILE --out DIR');
  });
});

describe('params', () => {
  it.each<[string, unknown, string]>([
    ['a name it does not know', { confrimDown: 2 }, 'params: unknown: confrimDown; known are pollIntervalSec'],
    ['a name within one it knows', { chainCorrelation: { venues: 3 } }, 'unknown: venues'],
    ['a value that makes no sense', { confirmDown: 0 }, 'params: confirmDown: '],
    ['a range upside down', { volumeRange: [75, 40] }, 'volumeRange: expected [lowest, highest]'],
    ['no params', [1], 'params: expected an object'],
  ])('with %s are refused in words', (_, content, words) => {
    expect(readParams(content)).toEqual({ problem: expect.stringContaining(words) });
  });

  it('are the product’s own where they are not named, but for further looks', () => {
    expect(readParams(null, undefined, {})).toMatchObject({ policy: { ...DEFAULT_POLICY, fastRecheckSec: 0 } });
    const read = readParams({ confirmDown: 3, digestAtLocal: '08:30' }, { chainCorrelation: { minVenues: 5 } });
    expect(read).toMatchObject({
      policy: { confirmDown: 3, confirmDownCritical: 3 },
      alerting: { digestAtLocal: '08:30', chainCorrelation: { minVenues: 5, windowSec: 300 }, multiZoneMin: 2 },
    });
  });
});

describe('a line of events', () => {
  const t0 = 1_000_000;

  it.each<[object, object]>([
    [
      { t: 1.5, z: '1', v: 'a' },
      { type: 'poll', at: 1_001_500, observedAt: 1_001_500, venue: 'a', zones: '1' },
    ],
    [{ t: 9, type: 'poll', o: -5, v: 'a', id: 7, z: '1?-0', vol: [1, null, 2.5, 100] }, { observedAt: 995_000 }],
    [
      { t: 9, type: 'ack', v: 'a', by: 'venue_it' },
      { type: 'ack', venue: 'a', by: 'venue_it' },
    ],
    [
      { t: 9, type: 'channel', audience: 'venue_it', state: 'ok' },
      { audience: 'venue_it', state: 'ok' },
    ],
    [
      { t: 9, type: 'restart' },
      { type: 'restart', at: 1_009_000 },
    ],
    [
      { t: 9, type: 'zone_removed', v: 'a', zone: 'z' },
      { venue: 'a', zone: 'z' },
    ],
    [
      { t: 9, type: 'end', note: 'more is allowed' },
      { type: 'end', at: 1_009_000 },
    ],
  ])('%j is read', (fields, event) => expect(readEventLine(JSON.stringify(fields), t0)).toMatchObject(event));

  it.each<[string, string]>([
    ['{"t":1,', 'not JSON'],
    ['[]', 'expected an object'],
    ['null', 'expected an object'],
    ['{"v":"a","z":"1"}', 't: expected seconds since t0, not undefined'],
    ['{"t":"1","v":"a","z":"1"}', 't: expected seconds since t0, not "1"'],
    ['{"t":1,"o":null,"v":"a","z":"1"}', 'o: expected seconds'],
    ['{"t":1,"z":"1"}', 'v: expected a text'],
    ['{"t":1,"v":"a"}', 'z: expected a text of 1, 0, ? and -'],
    ['{"t":1,"v":"a","z":"12"}', 'not "12"'],
    ['{"t":1,"v":"a","z":"1","vol":[101]}', 'vol: expected a list of percents'],
    ['{"t":1,"v":"a","z":"1","vol":"60"}', 'vol: expected'],
    ['{"t":1,"type":"pole"}', 'unknown type "pole"; known are poll, ack'],
    ['{"t":1,"type":"ack","v":"a"}', 'by: expected a text'],
    ['{"t":1,"type":"channel","audience":"a","state":"down"}', 'state: expected "failing" or "ok"'],
  ])('%s is refused in words', (line, words) => expect(() => readEventLine(line, t0)).toThrow(words));
});

describe('a fleet file', () => {
  it('may leave out what is usual, and use the product’s own hours and windows', () => {
    const venue = { id: 'v1', timezone: 'Asia/Bangkok', zones: [{ id: 'a' }] };
    const week = { week: { mon: [['09:00', '12:00']] } };
    const once = { from: '2026-03-02T03:00:00Z', to: '2026-03-02T04:00:00Z', zoneIds: ['a'] };
    const { fleet } = readFleet('f', {
      t0Utc: '2026-03-02 00:00:00',
      venues: [venue, { ...venue, id: 'v2', name: 'Two', openingHours: week, maintenance: [once] }],
    });
    const at = (hour: number) => Date.parse(`2026-03-02T0${hour}:30:00Z`);
    expect(fleet.t0).toBe(Date.parse('2026-03-02T00:00:00Z'));
    expect(fleet.venues[0]).toMatchObject({ id: 'v1', chain: null, zones: [{ id: 'a', critical: false }] });
    expect(fleet.venues[0]?.times.at(at(6), 'a')).toBe('open');
    expect([1, 2, 3, 5].map((hour) => fleet.venues[1]?.times.at(at(hour), 'a'))).toEqual([
      ...['closed', 'open', 'maintenance', 'closed'],
    ]);
  });

  it.each<[string, object, string]>([
    ['two venues of one id', { venues: [aFleet().venues[0], aFleet().venues[0]] }, 'v1 is there twice'],
    ['two zones of one id', aFleet([{ zones: [{ id: 'a' }, { id: 'a' }] }]), 'zones of venue v1: a is there twice'],
    ['an unknown time zone', aFleet([{ timezone: 'Asia/Bangcock' }]), 'venues.0.timezone: unknown time zone'],
    ['no time zone', aFleet([{ timezone: undefined }]), 'venues.0.timezone'],
    ['odd hours', aFleet([{ openingHours: { open: '25:00', close: '22:00' } }]), 'venues.0.openingHours'],
    ['an odd window', aFleet([{ maintenance: [{ weekly: [] }] }]), 'venues.0.maintenance.0'],
    ['an odd beginning', aFleet([{}], { t0Utc: 'yesterday' }), 't0Utc: expected a moment'],
    ['no venues', { venues: undefined }, 'venues'],
  ])('with %s is refused in words', (_, content, words) => {
    expect(() => readFleet('f', { ...aFleet(), ...content })).toThrow(words);
  });
});
