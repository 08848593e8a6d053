import type { AccountChanged, ZoneChange } from '../../../../lambdas/events/zone-change.ts';
import { landEvents } from '../../../../lambdas/monitoring/history/land-events.ts';
import { type PastOfZones, pastInPostgres } from '../../../../local/console/zones/past-of-zones.ts';
import { type ARecord, startRecord } from '../../../venues/record/a-record.ts';

const START = Date.parse('2026-11-21T10:00:00.000Z');
const at = (seconds: number) => START + seconds * 1000;
const NOW = new Date(at(3_600));

let record: ARecord;
let past: PastOfZones;

beforeAll(async () => {
  record = await startRecord();
  past = pastInPostgres(record.sql);
  const event = (seq: number, changes: ZoneChange[]): AccountChanged => ({
    id: `account#${seq}`,
    accountId: 'account',
    seq,
    observedAt: at(seq),
    venueOf: {},
    changes,
  });
  const same = { zoneId: 'lobby', at: at(10), confirmedAt: at(20), readings: 2 };
  const outage = {
    outageId: '5a3c1c8e-3f5e-4b0e-9c57-0f1f3a0d7d11',
    cause: 'down' as const,
    countedFrom: at(10),
    critical: true,
  };
  const landing = landEvents(record.sql, [
    event(1, [
      { kind: 'suspected', zoneId: 'lobby', at: at(10), from: 'up', to: 'down', reason: 'first-contrary-reading' },
    ]),
    event(2, [
      { kind: 'status', ...same, from: 'up', to: 'down', reason: 'enough-agreeing-readings' },
      { kind: 'outage-began', ...same, ...outage, reason: 'enough-missed-readings' },
    ]),
    event(3, [{ kind: 'unknown', zoneId: 'lobby', at: at(30), until: at(90), reason: 'account-unread' }]),
    event(4, [
      { kind: 'suspected', zoneId: 'pool', at: at(100), from: 'up', to: 'silent', reason: 'first-contrary-reading' },
    ]),
  ]);
  for await (const { refused } of landing) expect(refused).toEqual([]);
});
afterAll(() => record.close());

const kinds = (changes: Iterable<ZoneChange>) => [...changes].map(({ zoneId, kind }) => `${zoneId} ${kind}`);

describe('the past of zones', () => {
  it('is told newest first, by when it was known, with the times that nobody knows of', async () => {
    expect(kinds(await past.newest(['lobby', 'pool'], 20, NOW))).toEqual([
      'pool suspected',
      'lobby unknown',
      'lobby outage-began',
      'lobby status',
      'lobby suspected',
    ]);
    expect(kinds(await past.newest(['lobby', 'pool'], 2, NOW))).toEqual(['pool suspected', 'lobby unknown']);
    expect(await past.newest([], 20, NOW)).toEqual([]);
  });

  it('knows the last of each zone by the number of its write', async () => {
    const last = await past.lastOfEach(['lobby', 'pool', 'spa']);
    expect([...last.keys()].sort()).toEqual(['lobby', 'pool']);
    expect(['status', 'outage-began']).toContain(last.get('lobby')?.kind);
  });

  it('knows all since a moment, oldest first', async () => {
    const since = await past.since(['lobby', 'pool'], new Date(at(50)), NOW);
    expect(kinds(since)).toEqual(['pool suspected']);
  });
});
