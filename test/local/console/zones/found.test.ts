import type { ZoneChange } from '../../../../lambdas/events/zone-change.ts';
import type { BrokenByHand } from '../../../../local/console/zones/by-hand.ts';
import { breakage, breakages } from '../../../../local/console/zones/found.ts';

const spell = (zone: string, from: number, to: number | null, more: Partial<BrokenByHand> = {}): BrokenByHand => ({
  zone,
  venue: '1001',
  state: 'offline',
  from: from * 1000,
  to: to === null ? null : to * 1000,
  ...more,
});
const suspected = (zoneId: string, at: number): ZoneChange => ({
  kind: 'suspected',
  zoneId,
  at: at * 1000,
  from: 'up',
  to: 'down',
  reason: 'first-contrary-reading',
});
const status = (zoneId: string, at: number, sure: number, to: 'up' | 'down' | 'unpaired'): ZoneChange => ({
  kind: 'status',
  zoneId,
  at: at * 1000,
  confirmedAt: sure * 1000,
  from: to === 'up' ? 'down' : 'up',
  to,
  readings: 2,
  reason: 'enough-agreeing-readings',
});
const began = (zoneId: string, at: number, sure: number): ZoneChange => ({
  kind: 'outage-began',
  zoneId,
  outageId: `${zoneId} ${at}`,
  cause: 'down',
  at: at * 1000,
  countedFrom: at * 1000,
  confirmedAt: sure * 1000,
  critical: false,
  readings: 2,
  reason: 'enough-missed-readings',
});
const told = (spells: BrokenByHand[], changes: ZoneChange[]) =>
  breakages(spells, 10).map((group) =>
    breakage(
      group,
      group.map(({ zone }) => zone),
      changes,
    ).steps.map(({ step, zones, firstSeconds, lastSeconds }) => [step, zones, firstSeconds, lastSeconds]),
  );

describe('what was broken by hand', () => {
  it('is told with how long each step took, recovery counted from the mending', () => {
    const changes = [suspected('a', 20), began('a', 20, 40), status('a', 20, 40, 'down'), status('a', 105, 112, 'up')];
    expect(told([spell('a', 3, 100)], changes)).toEqual([
      [
        ['suspected', 1, 17, 17],
        ['outage', 1, 37, 37],
        ['status', 1, 37, 37],
        ['recovered', 1, 12, 12],
      ],
    ]);
  });

  it('is one action where it broke together, and says of how many zones what is known', () => {
    const spells = [spell('a', 10, null), spell('b', 10.1, null), spell('c', 10.2, null)];
    const changes = [suspected('a', 12), suspected('b', 30), began('a', 12, 22)];
    expect(told(spells, changes)).toEqual([
      [
        ['suspected', 2, 2, 20],
        ['outage', 1, 12, 12],
      ],
    ]);
  });

  it('is told newest first, apart by what the zones became', () => {
    const spells = [spell('a', 10, null), spell('b', 10.1, null, { state: 'paused' }), spell('c', 90, null)];
    expect(breakages(spells, 10).map((group) => group.map(({ zone }) => zone))).toEqual([['c'], ['b'], ['a']]);
    expect(breakages(spells, 1).map((group) => group.map(({ zone }) => zone))).toEqual([['c']]);
  });

  it('may be over before it was sure', () => {
    const dismissed: ZoneChange = {
      kind: 'dismissed',
      zoneId: 'a',
      at: 20_000,
      status: 'up',
      reason: 'agreeing-reading',
    };
    expect(told([spell('a', 3, 15)], [suspected('a', 10), dismissed])).toEqual([
      [
        ['suspected', 1, 7, 7],
        ['dismissed', 1, 5, 5],
      ],
    ]);
  });

  it('does not take for its own what belongs to the same zone broken again', () => {
    const changes = [suspected('a', 105), began('a', 105, 120), status('a', 205, 215, 'up')];
    expect(told([spell('a', 3, 8), spell('a', 100, 200)], changes)).toEqual([
      [
        ['suspected', 1, 5, 5],
        ['outage', 1, 20, 20],
        ['recovered', 1, 15, 15],
      ],
      [],
    ]);
  });

  it('is nothing that was known before, nor the first reading ever', () => {
    const first: ZoneChange = { ...(status('a', 50, 50, 'down') as ZoneChange & { kind: 'status' }), from: 'unseen' };
    expect(told([spell('a', 40, null)], [suspected('a', 30), first])).toEqual([[]]);
  });
});
