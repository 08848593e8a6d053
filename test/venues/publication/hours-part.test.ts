import { describe, expect, it } from '@jest/globals';
import type { MaintenanceWindow } from '../../../lambdas/venues/hours/venue-hours.ts';
import { HoursPart, type HoursRows, hoursPartOf, NO_HOURS } from '../../../lambdas/venues/publication/hours-part.ts';
import { snapshotOf, type ZoneEntry } from '../../../lambdas/venues/publication/snapshot.ts';

let zonesMade = 0;
const aZone = (venueId: string | null, timeZone: string | null): ZoneEntry => ({
  id: `z${++zonesMade}`,
  name: 'Lobby',
  kind: 'lobby',
  critical: true,
  accountId: 'a1',
  venueId,
  timeZone,
});
const nightly: MaintenanceWindow = { daily: ['02:00', '03:00'], timeZone: 'Asia/Bangkok' };
const once: MaintenanceWindow = { from: '2026-12-01T01:00:00+07:00', to: '2026-12-01T04:00:00+07:00' };
const hoursOf = (rows: Partial<HoursRows>, zones: ZoneEntry[] = []) =>
  hoursPartOf({ ...NO_HOURS, ...rows }, zones).venues;
const windowsOf = (window: MaintenanceWindow, endedAt: string | null) =>
  hoursOf({ maintenance: [{ venueId: '1', window, endedAt: endedAt === null ? null : new Date(endedAt) }] })[0]
    ?.maintenance;

describe('the hours of a version', () => {
  it('are those of venues of which anything is known: hours, maintenance or a time zone', () => {
    const opening = { week: { mon: [['07:00', '23:00'] as [string, string]] } };
    const venues = hoursOf(
      { opening: [{ venueId: '1', opening }], maintenance: [{ venueId: '2', window: nightly, endedAt: null }] },
      [aZone('3', 'Europe/London'), aZone('4', null), aZone(null, 'Europe/London')],
    );
    expect(venues).toEqual([
      { venueId: '1', timeZone: null, opening, maintenance: [] },
      { venueId: '2', timeZone: null, opening: 'always', maintenance: [nightly] },
      { venueId: '3', timeZone: 'Europe/London', opening: 'always', maintenance: [] },
    ]);
  });

  it.each([
    [['Asia/Bangkok', 'Europe/London', 'Europe/London'], 'Europe/London'],
    [['Europe/London', 'Asia/Bangkok'], 'Asia/Bangkok'],
    [['', 'Asia/Tokyo'], 'Asia/Tokyo'],
  ])('are in the time zone most of its zones are in: %j', (timeZones, expected) => {
    const zones = timeZones.map((timeZone) => aZone('1', timeZone));
    expect(hoursOf({}, zones)).toMatchObject([{ timeZone: expected }]);
    expect(hoursOf({}, zones.reverse())).toMatchObject([{ timeZone: expected }]);
  });

  it.each<[string, MaintenanceWindow, string | null, MaintenanceWindow[]]>([
    ['counts as it is', once, null, [once]],
    [
      'ended in the middle counts until then',
      once,
      '2026-11-30T19:00:00+00:00',
      [{ ...once, to: '2026-11-30T19:00:00.000Z' }],
    ],
    ['ended before it began counts no more', once, '2026-11-30T18:00:00+00:00', []],
    ['ended after it was over counts as it is', once, '2026-11-30T21:00:00+00:00', [once]],
    ['that comes again counts until it is ended', nightly, null, [nightly]],
    ['that came again and was ended counts no more', nightly, '2026-11-30T18:00:00+00:00', []],
  ])('hold a window which %s', (_, window, endedAt, expected) => {
    expect(windowsOf(window, endedAt)).toEqual(expected);
  });

  it('change the hash of a version, and are the same text for the same rows in any order', () => {
    const zones = [aZone('1', 'Asia/Bangkok'), aZone('2', 'Asia/Bangkok')];
    const opening = ['10', '9', '2'].map((venueId) => ({ venueId, opening: 'always' as const }));
    const maintenance = [once, nightly].map((window) => ({ venueId: '1', window, endedAt: null }));
    const habits = ['z10', 'z9'].map((zoneId) => ({ zoneId, mask: 'AAAA' }));
    const snapshot = snapshotOf({ venues: [], zones, hours: { opening, maintenance, habits } });
    const reversed = {
      opening: opening.toReversed(),
      maintenance: maintenance.toReversed(),
      habits: habits.toReversed(),
    };
    expect(snapshotOf({ venues: [], zones: zones.toReversed(), hours: reversed })).toEqual(snapshot);
    const part = HoursPart.parse(JSON.parse(snapshot.hours));
    expect(part.venues.map(({ venueId }) => venueId)).toEqual(['1', '2', '9', '10']);
    expect(part.habits.map(({ zoneId }) => zoneId)).toEqual(['z9', 'z10']);
    for (const hours of [undefined, { ...reversed, habits: [] }, { ...reversed, maintenance: [] }]) {
      expect(snapshotOf({ venues: [], zones, hours }).contentHash).not.toBe(snapshot.contentHash);
    }
  });
});
