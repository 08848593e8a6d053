import { dueForSweep } from '../../../lambdas/sync/mail/due-for-sweep.ts';

const now = new Date('2026-11-21T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('venues whose mail is due', () => {
  it('are those never looked at, then those that waited longest', () => {
    const venues = [
      { venueId: 'recent', lastSweptAt: hoursAgo(23) },
      { venueId: 'b', lastSweptAt: hoursAgo(30) },
      { venueId: 'new-2' },
      { venueId: 'a', lastSweptAt: hoursAgo(48) },
      { venueId: 'new-1' },
      { venueId: 'edge', lastSweptAt: hoursAgo(24) },
    ];
    expect(dueForSweep(venues, now)).toEqual({
      venueIds: ['new-1', 'new-2', 'a', 'b', 'edge'],
      postponed: 0,
      millisecondsBetween: 2_100,
    });
  });

  it('are no more than a run can do; the rest comes next', () => {
    const venues = Array.from({ length: 100 }, (_, nth) => ({ venueId: String(nth) }));
    const { venueIds, postponed } = dueForSweep(venues, now, { mostPerRun: 40 });
    expect([venueIds.length, postponed]).toEqual([40, 60]);
  });

  it('are spread so that the minute’s quota lasts', () => {
    expect(dueForSweep([], now, { quotaUnitsPerMinute: 15_000 }).millisecondsBetween).toBe(840);
  });
});
