import type { Sla } from '../../../lambdas/monitoring/sla/sla.ts';
import { inPercent, venueSla, type ZoneSla } from '../../../lambdas/monitoring/sla/venue-sla.ts';

const sla = (upSec: number, downSec: number, unknownSec = 0, excludedSec = 0): Sla => ({
  upSec,
  downSec,
  unknownSec,
  excludedSec,
});
const zone = (zoneSla: Sla, critical = false, weight?: number): ZoneSla => ({
  sla: zoneSla,
  critical,
  ...(weight !== undefined && { weight }),
});
const perfect = sla(1000, 0);
const half = sla(500, 500);
const shut = sla(0, 0, 0, 1000);

describe('a venue’s availability', () => {
  it.each([
    ['mean', [zone(perfect), zone(half)], 0.75],
    ['mean', [zone(sla(100, 0)), zone(sla(450, 450))], 0.75],
    ['mean', [zone(half), zone(shut)], 0.5],
    ['mean', [zone(shut)], null],
    ['mean', [zone(sla(0, 0, 1000))], null],
    ['mean', [], null],
    ['weighted', [zone(perfect, false, 3), zone(half, false, 1)], 0.875],
    ['weighted', [zone(perfect), zone(half)], 0.75],
    ['weighted', [zone(perfect, false, 0), zone(half)], 0.5],
    ['weighted', [zone(perfect, false, 0)], null],
    ['worst-critical', [zone(perfect, true), zone(half)], 1],
    ['worst-critical', [zone(perfect, true), zone(half, true), zone(sla(0, 100))], 0.5],
    ['worst-critical', [zone(perfect), zone(half)], 0.5],
    ['worst-critical', [zone(shut, true), zone(half)], null],
  ] as const)('by %s of %j is %s', (figure, zones, availability) => {
    expect(venueSla(zones, figure)).toMatchObject({ figure, availability });
  });

  it('is the mean of its zones, unless its contract says otherwise', () => {
    expect(venueSla([zone(perfect), zone(half)])).toMatchObject({ figure: 'mean', availability: 0.75 });
  });
});

describe('a venue’s coverage', () => {
  it.each([
    ['everything is known', [zone(perfect), zone(half)], 1, false],
    ['nobody expected anything', [zone(shut)], null, false],
    ['closed time does not matter', [zone(sla(500, 0, 500, 9000))], 0.5, true],
    ['just enough is known', [zone(sla(900, 50, 50))], 0.95, false],
    ['a little less is', [zone(sla(949, 0, 51))], 0.949, true],
    ['one of its zones was never read', [zone(perfect), zone(sla(0, 0, 1000))], 0.5, true],
  ])('when %s', (_, zones, coverage, lowCoverage) => expect(venueSla(zones)).toMatchObject({ coverage, lowCoverage }));

  it('comes with the sum of all zones', () => {
    expect(venueSla([zone(sla(1, 2, 3, 4)), zone(sla(10, 20, 30, 40))]).total).toEqual(sla(11, 22, 33, 44));
  });
});

describe('a share in percent', () => {
  const month = 30 * 86_400;
  it.each([
    [1, '100.000'],
    [0, '0.000'],
    [0.995, '99.500'],
    [0.29, '29.000'],
    [0.9999999999, '99.999'],
    [0.9999999999999, '99.999'],
    [(month - 1) / month, '99.999'],
    [(100 * month - 1) / (100 * month), '99.999'],
    [0.99499, '99.499'],
    [0.994999, '99.499'],
    [2 / 3, '66.666'],
  ])('%d is %s', (share, text) => expect(inPercent(share)).toBe(text));

  it('is exact at every thousandth', () => {
    const shares = Array.from({ length: 100_001 }, (_, thousandth) => thousandth);
    expect(shares.filter((share) => inPercent(share / 100_000) !== (share / 1000).toFixed(3))).toEqual([]);
  });
});
