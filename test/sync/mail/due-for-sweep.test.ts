import { dueForSweep, millisecondsBetween } from '../../../lambdas/sync/mail/due-for-sweep.ts';
import type { SweepState } from '../../../lambdas/sync/mail/mail-store.ts';
import type { VenueMail } from '../../../lambdas/sync/mail/venue-mail.ts';

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
    });
  });

  it('are no more than a run can do; the rest comes next', () => {
    const venues = Array.from({ length: 100 }, (_, nth) => ({ venueId: String(nth) }));
    const { venueIds, postponed } = dueForSweep(venues, now, { mostPerRun: 40 });
    expect([venueIds.length, postponed]).toEqual([40, 60]);
  });
});

describe('the time between two looks', () => {
  const fresh = (threadsRead: number, state: SweepState = 'complete'): VenueMail => ({
    kind: 'fresh',
    threads: [],
    sweptAt: now,
    state,
    threadsRead,
  });

  it.each<[string, VenueMail, number]>([
    ['a listing', fresh(0), 100],
    ['a listing and five threads', fresh(5), 2_100],
    ['a listing and as many threads as one look reads', fresh(25), 10_100],
    ['nothing, as there is nobody to look for', fresh(0, 'nobody-to-look-for'), 0],
    ['nothing, as it was read just now', { ...fresh(0), kind: 'cached' } as VenueMail, 0],
    ['nothing, as the venue has ended', { kind: 'unknown-venue' }, 0],
  ])('is what the minute’s quota takes for %s', (_, mail, milliseconds) => {
    expect(millisecondsBetween(mail, 6_000)).toBe(milliseconds);
    expect(millisecondsBetween(mail, 3_000)).toBe(2 * milliseconds);
  });
});
