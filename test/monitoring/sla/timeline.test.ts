import fc from 'fast-check';
import { inSeconds, slaOf, timesOf } from '../../../lambdas/monitoring/sla/sla.ts';
import { type SlaClass, type SlaInput, timelineOf } from '../../../lambdas/monitoring/sla/timeline.ts';

const input = (zone: Partial<SlaInput>): SlaInput => ({
  period: { from: 0, to: 100_000 },
  outages: [],
  unknown: [],
  excluded: [],
  knownFrom: 0,
  ...zone,
});
const seconds = (from: number, to: number) => ({ from: from * 1000, to: to * 1000 });
const outage = (at: number, until?: number) => ({ at: at * 1000, ...(until !== undefined && { until: until * 1000 }) });

describe('a zone’s time', () => {
  it.each<[string, Partial<SlaInput>, [up: number, down: number, unknown: number, excluded: number]]>([
    ['is up where nothing is known against it', {}, [100, 0, 0, 0]],
    ['is down from the first bad to the first good reading', { outages: [outage(20, 50)] }, [70, 30, 0, 0]],
    ['is down to the end while an outage is open', { outages: [outage(20)] }, [20, 80, 0, 0]],
    [
      'counts only the part of an outage in the period',
      { outages: [outage(-50, 10), outage(90, 500)] },
      [80, 20, 0, 0],
    ],
    ['counts overlapping outages once', { outages: [outage(10, 40), outage(20, 30), outage(30, 50)] }, [60, 40, 0, 0]],
    ['is unknown rather than down', { outages: [outage(20, 50)], unknown: [seconds(30, 60)] }, [60, 10, 30, 0]],
    [
      'is excluded rather than unknown or down',
      { outages: [outage(20, 50)], unknown: [seconds(30, 60)], excluded: [seconds(40, 70)] },
      [50, 10, 10, 30],
    ],
    ['is unknown before the first reading', { knownFrom: 30_000 }, [70, 0, 30, 0]],
    ['is unknown without any reading', { knownFrom: undefined }, [0, 0, 100, 0]],
    [
      'is excluded without any reading where nobody expects music',
      { knownFrom: undefined, excluded: [seconds(0, 60)] },
      [0, 0, 40, 60],
    ],
    ['is unknown since nothing was heard', { unknownSince: 70_000, outages: [outage(60)] }, [60, 10, 30, 0]],
    ['is known, where it was heard of to the end', { unknownSince: 200_000 }, [100, 0, 0, 0]],
    ['is nothing in an empty period', { period: seconds(50, 50), outages: [outage(0)] }, [0, 0, 0, 0]],
    [
      'is nothing in a period that ends before it begins',
      { period: seconds(50, 40), unknown: [seconds(0, 100)] },
      [0, 0, 0, 0],
    ],
    [
      'counts no spell that ends before it begins',
      { unknown: [seconds(40, 30)], outages: [outage(60, 50)] },
      [100, 0, 0, 0],
    ],
  ])('%s', (_, zone, [upSec, downSec, unknownSec, excludedSec]) => {
    expect(slaOf(input(zone))).toEqual({ upSec, downSec, unknownSec, excludedSec });
  });

  it('can be followed stretch by stretch', () => {
    const zone = input({
      outages: [outage(20, 50)],
      unknown: [seconds(30, 40)],
      excluded: [seconds(45, 60)],
      knownFrom: 5_000,
    });
    const stretches = timelineOf(zone).map(({ from, to, what }) => `${from / 1000}-${to / 1000} ${what}`);
    expect(stretches).toEqual([
      '0-5 unknown',
      '5-20 up',
      '20-30 down',
      '30-40 unknown',
      '40-45 down',
      '45-60 excluded',
      '60-100 up',
    ]);
  });
});

describe('whole seconds', () => {
  it.each([
    ['half a second each', { up: 99_500, down: 500, unknown: 0, excluded: 0 }, [99, 1, 0, 0]],
    ['a little downtime', { up: 99_600, down: 400, unknown: 0, excluded: 0 }, [100, 0, 0, 0]],
    ['four fractions', { up: 250, down: 250, unknown: 250, excluded: 250 }, [0, 1, 0, 0]],
    ['a period that is no whole seconds', { up: 1_400, down: 1_300, unknown: 0, excluded: 0 }, [2, 1, 0, 0]],
  ])('of %s make up the whole', (_, times, [upSec, downSec, unknownSec, excludedSec]) => {
    expect(inSeconds(times)).toEqual({ upSec, downSec, unknownSec, excludedSec });
  });
});

const moment = fc.integer({ min: -3_000, max: 13_000 });
const periods = fc.array(
  fc.tuple(moment, moment).map(([from, to]) => ({ from, to })),
  { maxLength: 6 },
);
const zones: fc.Arbitrary<SlaInput> = fc.record(
  {
    period: fc.constant({ from: 0, to: 10_000 }),
    outages: fc.array(fc.record({ at: moment, until: moment }, { requiredKeys: ['at'] }), { maxLength: 6 }),
    unknown: periods,
    excluded: periods,
    knownFrom: fc.option(moment, { nil: undefined }),
    unknownSince: moment,
  },
  { requiredKeys: ['period', 'outages', 'unknown', 'excluded', 'knownFrom'] },
);
const runs = { seed: 20261121, numRuns: 500 };

describe('any zone’s time', () => {
  it('is cut without gap, overlap or two alike that touch', () => {
    fc.assert(
      fc.property(zones, (zone) => {
        const timeline = timelineOf(zone);
        expect([timeline[0]?.from, timeline.at(-1)?.to]).toEqual([0, 10_000]);
        for (const [index, stretch] of timeline.entries()) {
          const next = timeline[index + 1];
          expect(stretch.from).toBeLessThan(stretch.to);
          if (next) expect([next.from, next.what === stretch.what]).toEqual([stretch.to, false]);
        }
      }),
      runs,
    );
  });

  it('counts each of its milliseconds as asking for that one says', () => {
    fc.assert(
      fc.property(
        zones,
        fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 40, maxLength: 40 }),
        (zone, moments) => {
          const timeline = timelineOf(zone);
          const wrong = moments.filter((at) => timeline.find(({ to }) => at < to)?.what !== classAt(zone, at));
          expect(wrong).toEqual([]);
        },
      ),
      runs,
    );
  });

  it('adds up over periods that touch, to the millisecond', () => {
    fc.assert(
      fc.property(zones, fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 5 }), (zone, cuts) => {
        const edges = [0, ...cuts.toSorted((one, other) => one - other), 10_000];
        const sum = { up: 0, down: 0, unknown: 0, excluded: 0 };
        for (const [index, from] of edges.slice(0, -1).entries()) {
          const part = timesOf(timelineOf({ ...zone, period: { from, to: edges[index + 1] ?? from } }));
          for (const what of Object.keys(sum) as SlaClass[]) sum[what] += part[what];
        }
        expect(sum).toEqual(timesOf(timelineOf(zone)));
      }),
      runs,
    );
  });

  it('makes up the period in whole seconds', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 1, max: 10_000 }), (zone, to) => {
        const sla = slaOf({ ...zone, period: { from: 0, to } });
        expect(Object.values(sla).reduce((sum, part) => sum + part, 0)).toBe(Math.round(to / 1000));
        expect(Object.values(sla).every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
      }),
      runs,
    );
  });

  it('is the same whatever the order of its spells, and however often each is told', () => {
    fc.assert(
      fc.property(zones, (zone) => {
        const again = {
          ...zone,
          outages: [...zone.outages.toReversed(), ...zone.outages],
          unknown: [...zone.unknown, ...zone.unknown.toReversed()],
          excluded: [...zone.excluded.toReversed(), ...zone.excluded],
        };
        expect(timelineOf(again)).toEqual(timelineOf(zone));
      }),
      runs,
    );
  });
});

function classAt(zone: SlaInput, at: number): SlaClass {
  const isIn = ({ from, to }: { from: number; to: number }) => from <= at && at < to;
  if (zone.excluded.some(isIn)) return 'excluded';
  const isHeardOf = zone.knownFrom !== undefined && zone.knownFrom <= at && at < (zone.unknownSince ?? 1e9);
  if (!isHeardOf || zone.unknown.some(isIn)) return 'unknown';
  return zone.outages.some((spell) => isIn({ from: spell.at, to: spell.until ?? 1e9 })) ? 'down' : 'up';
}
