import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { aFleet, polls, type Replayed, replayed, seconds } from './a-replay.ts';

const line = (t: number, o: number, z: string, more: object = {}) => ({ t, o, v: 'v1', id: `v1-${o}`, z, ...more });
const findings = ({ outages, sla, notifications, changes }: Replayed) => ({ outages, sla, notifications, changes });

describe('a reading', () => {
  it('that is late and bad does not suspect a zone that was up since', async () => {
    const lines = [line(2, 0, '1'), line(302, 300, '1'), line(310, 200, '0'), line(320, 250, '0'), line(602, 600, '1')];
    const result = await replayed(aFleet(), lines);
    expect(result.outages).toEqual([]);
    expect(result.summary.changes).toEqual({ status: 1 });
    expect(result.summary.ignored).toBe(2);
  });

  it('that is late and good does not clear an outage', async () => {
    const down = [...polls('v1', '1100'), line(910, 650, '1'), line(920, 700, '1'), line(930, 899, '1')];
    const result = await replayed(aFleet(), [...down, line(1202, 1200, '0')]);
    expect(result.outages).toMatchObject([{ at: 600, endedAt: null }]);
  });

  it('that is late fills the gap between two that came before it', async () => {
    const lines = [...polls('v1', '110'), line(1202, 1200, '0'), line(1210, 900, '1'), line(1502, 1500, '1')];
    // The two bad ones were an outage when the good one between them came.
    expect((await replayed(aFleet(), lines)).outages).toMatchObject([{ at: 600, confirmedAt: 1200 }]);
    const late = [...polls('v1', '11'), line(902, 900, '0'), line(910, 600, '1'), line(1202, 1200, '1')];
    expect((await replayed(aFleet(), late)).outages).toEqual([]);
    const bad = [...polls('v1', '11'), line(902, 900, '0'), line(910, 600, '0'), line(1202, 1200, '1')];
    expect((await replayed(aFleet(), bad)).outages).toMatchObject([{ at: 600, confirmedAt: 900, toldAt: 910 }]);
  });

  it('that is late, but newer than all that was read, tells what was unknown until it came', async () => {
    const lines = [...polls('v1', '11???'), line(1_300, 750, '1'), line(1_502, 1_500, '1')];
    expect(seconds(await replayed(aFleet(), lines))).toEqual([1_202, 0, 300, 0]);
  });

  it('that is delivered again counts once, however often and whenever it comes', async () => {
    const once = polls('v1', '1101111001?11 1');
    const often = once.flatMap((each) => [each, each, { ...each, t: Number(each.t) + 1 }]);
    const redelivered = [...often, ...once.map((each) => ({ ...each, t: 5_000 })), { t: 5_000, type: 'end' }];
    const expected = await replayed(aFleet(), [...once, { t: 5_000, type: 'end' }]);
    const result = await replayed(aFleet(), redelivered);
    expect(findings(result)).toEqual(findings(expected));
    expect(result.summary.ignored).toBe(once.length * 3);
  });

  it('of one instant with several ids counts once', async () => {
    const same = [...polls('v1', '11'), line(602, 600, '0', { id: 'a' }), line(604, 600, '0', { id: 'b' })];
    expect((await replayed(aFleet(), same)).outages).toEqual([]);
  });

  it('without a moment of its own was observed when it was delivered', async () => {
    const lines = [1, 1, 0, 0].map((up, at) => ({ t: at * 300, v: 'v1', z: String(up) }));
    expect((await replayed(aFleet(), lines)).outages).toMatchObject([{ at: 600, confirmedAt: 900 }]);
  });

  it('from the future counts from its delivery, and stops nothing after it', async () => {
    const lines = [...polls('v1', '1'), line(302, 90_000, '1'), ...polls('v1', '00', 600)];
    const result = await replayed(aFleet(), lines);
    expect(result.outages).toMatchObject([{ at: 600, confirmedAt: 900 }]);
    expect(result.summary).toMatchObject({ observedAhead: 1 });
  });

  it('that stands out of order is taken where it stands', async () => {
    const inOrder = polls('v1', '1100');
    const result = await replayed(
      aFleet(),
      [1, 0, 3, 2].map((at) => inOrder[at] ?? {}),
    );
    expect(result.outages).toMatchObject([{ at: 600, confirmedAt: 900, toldAt: 902 }]);
    expect(result.summary).toMatchObject({ deliveredOutOfOrder: 2, periodSec: 902 });
  });
});

describe('a restart', () => {
  const zones = ['lobby', 'pool', 'bar'].map((id) => ({ id, critical: id === 'lobby' }));
  const fleet = aFleet([
    { zones, maintenance: [{ daily: ['07:30', '08:00'], timezone: 'Asia/Bangkok' }] },
    { zones, openingHours: { open: '06:00', close: '08:15' } },
    ...Array.from({ length: 4 }, () => ({ zones })),
  ]);

  it('changes nothing, after whichever line it comes', async () => {
    const random = seededRandom(3);
    const looks = ['011', '001', '001', '0?1', '???', '???', '010', '110', '1-1', '101', '111'] as const;
    const lines = Array.from({ length: 40 }, (_, cycle) => cycle).flatMap((cycle) =>
      fleet.venues.flatMap(({ id }, at) => {
        const z = cycle > 12 && cycle < 16 ? '???' : random.chance(0.5) ? random.pick(looks) : '111';
        const o = cycle * 300 + at;
        const late = random.chance(0.1) ? random.whole(1, 280) : 2;
        return random.chance(0.05) ? [] : [{ t: o + late, o, v: id, id: `${id}-${o}`, z, vol: [60, 30, 60] }];
      }),
    );
    const ordered = [...lines, { t: 6_100, type: 'zone_removed', v: 'v3', zone: 'pool' }].sort((a, b) => a.t - b.t);
    const expected = findings(await replayed(fleet, ordered));
    expect(expected.outages.length).toBeGreaterThan(5);
    expect(expected.notifications.length).toBeGreaterThan(1);
    const everywhere = ordered.flatMap((each) => [each, { t: each.t, type: 'restart' }]);
    expect(findings(await replayed(fleet, everywhere))).toEqual(expected);
    for (let at = 0; at < ordered.length; at += 23) {
      const once = (ordered as object[]).toSpliced(at, 0, { t: ordered[at]?.t ?? 0, type: 'restart' });
      expect(findings(await replayed(fleet, once as Record<string, unknown>[]))).toEqual(expected);
    }
  });
});

describe('what people and channels do', () => {
  it('is taken, and changes nothing that detection finds', async () => {
    const lines = [
      ...polls('v1', '1100'),
      { t: 1_000, type: 'ack', v: 'v1', by: 'venue_it' },
      { t: 1_001, type: 'channel', audience: 'venue_it', state: 'failing' },
    ];
    const result = await replayed(aFleet(), lines);
    expect(result.outages).toHaveLength(1);
    expect(seconds(result)).toEqual([600, 401, 0, 0]);
  });
});
