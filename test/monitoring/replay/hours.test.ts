import { aFleet, HOUR, MONDAY, polls, replayed, seconds } from './a-replay.ts';

// Monday 00:00 UTC is 07:00 in Bangkok.
const BANGKOK_7 = -7 * HOUR;
const bangkok = (hour: number, minute = 0) => BANGKOK_7 + 7 * HOUR + (hour - 7) * HOUR + minute * 60;
const shop = { openingHours: { open: '10:00', close: '22:00' } };
/** Marks every five minutes from a Bangkok time of day to another. */
const marks = (mark: string, from: number, to: number) => mark.repeat((to - from) / 300);
const end = (t: number) => ({ t, type: 'end' });
const day = (...parts: [mark: string, until: number][]) => {
  let from = 0;
  const looks = parts.map(([mark, until]) => {
    const text = marks(mark, from, until);
    from = until;
    return text;
  });
  return [...polls('v1', looks.join('')), end(from)];
};

describe('opening hours', () => {
  it('a zone that is off from closing to opening time is no outage', async () => {
    const lines = day(['1', bangkok(22)], ['0', bangkok(34)], ['1', bangkok(36)]);
    const result = await replayed(aFleet([shop]), lines);
    expect(result.outages).toEqual([]);
    expect(seconds(result)).toEqual([14 * HOUR, 0, 0, 15 * HOUR]);
  });

  it('a zone that stays off at opening time is told with the second reading after it', async () => {
    const lines = day(['1', bangkok(22, 10)], ['0', bangkok(34, 20)], ['1', bangkok(36)]);
    const result = await replayed(aFleet([shop]), lines);
    expect(result.outages).toMatchObject([
      { at: bangkok(22, 10), countedFrom: bangkok(34), confirmedAt: bangkok(34, 5), endedAt: bangkok(34, 20) },
    ]);
    expect(seconds(result)).toEqual([14 * HOUR - 1_200, 1_200, 0, 15 * HOUR]);
  });

  it('an outage over closing time stays open until it is over, and counts only while the venue is open', async () => {
    const lines = day(['1', bangkok(21, 50)], ['0', bangkok(34, 10)], ['1', bangkok(36)]);
    const result = await replayed(aFleet([shop]), lines);
    expect(result.outages).toMatchObject([{ at: bangkok(21, 50), endedAt: bangkok(34, 10) }]);
    expect(seconds(result)).toEqual([14 * HOUR - 1_200, 1_200, 0, 15 * HOUR]);
  });

  it('one bad reading before closing and one after opening are no outage of two', async () => {
    const lines = day(['1', bangkok(21, 55)], ['0', bangkok(34, 5)], ['1', bangkok(35)]);
    const result = await replayed(aFleet([shop]), lines);
    expect(result.outages).toEqual([]);
  });

  it('past midnight belong to the evening before', async () => {
    const bar = { openingHours: { open: '17:00', close: '01:00' } };
    const lines = day(['1', bangkok(24)], ['0', bangkok(24, 20)], ['1', bangkok(26)]);
    const result = await replayed(aFleet([bar]), lines);
    expect(result.outages).toMatchObject([{ at: bangkok(24), confirmedAt: bangkok(24, 5), endedAt: bangkok(24, 20) }]);
    expect(seconds(result)).toEqual([8 * HOUR - 1_200, 1_200, 0, 11 * HOUR]);
  });

  it('count for nothing where the params say so', async () => {
    const lines = day(['1', bangkok(23)], ['0', bangkok(23, 30)], ['1', bangkok(24)]);
    const { outages } = await replayed(aFleet([shop]), lines, { alertOutsideOpeningHours: true });
    expect(outages).toMatchObject([{ at: bangkok(23), endedAt: bangkok(23, 30) }]);
  });

  it.each([
    ['2026-03-28T20:00:00Z', 11],
    ['2026-10-24T20:00:00Z', 13],
    ['2026-06-01T20:00:00Z', 12],
  ])('of a night in London that begins on %s are %i hours short', async (t0Utc, hours) => {
    const venue = { ...shop, timezone: 'Europe/London' };
    const result = await replayed(aFleet([venue], { t0Utc }), [
      ...polls('v1', marks('1', 0, 18 * HOUR)),
      end(18 * HOUR),
    ]);
    expect(seconds(result)).toEqual([(18 - hours) * HOUR, 0, 0, hours * HOUR]);
  });
});

describe('maintenance', () => {
  const tended = { maintenance: [{ daily: ['09:00', '10:00'], timezone: 'Asia/Bangkok' }] };

  it('hides what is over when it is over', async () => {
    const result = await replayed(aFleet([tended]), day(['1', bangkok(9)], ['0', bangkok(10)], ['1', bangkok(11)]));
    expect(result.outages).toEqual([]);
    expect(seconds(result)).toEqual([3 * HOUR, 0, 0, HOUR]);
  });

  it('does not hide what was born in it and lasts', async () => {
    const lines = day(['1', bangkok(9, 30)], ['0', bangkok(10, 30)], ['1', bangkok(11)]);
    const result = await replayed(aFleet([tended]), lines);
    expect(result.outages).toMatchObject([
      { at: bangkok(9, 30), countedFrom: bangkok(10), confirmedAt: bangkok(10, 5), endedAt: bangkok(10, 30) },
    ]);
    expect(seconds(result)).toEqual([2.5 * HOUR, 1_800, 0, HOUR]);
  });

  it('does not hide recovery from what came before it', async () => {
    const lines = day(['1', bangkok(8, 30)], ['0', bangkok(9, 30)], ['1', bangkok(11)]);
    const result = await replayed(aFleet([tended]), lines);
    expect(result.outages).toMatchObject([{ at: bangkok(8, 30), endedAt: bangkok(9, 30), reason: 'recovered' }]);
    expect(seconds(result)).toEqual([2.5 * HOUR, 1_800, 0, HOUR]);
  });

  it('is told of where the params say so, in its own time zone or the venue’s', async () => {
    const elsewhere = { maintenance: [{ daily: ['02:00', '03:00'], timezone: 'UTC' }] };
    const unnamed = { maintenance: [{ daily: ['09:00', '10:00'] }] };
    const lines = day(['1', bangkok(9)], ['0', bangkok(10)], ['1', bangkok(11)]);
    for (const venue of [elsewhere, unnamed]) {
      expect((await replayed(aFleet([venue]), lines)).outages).toEqual([]);
      expect((await replayed(aFleet([venue]), lines, { alertDuringMaintenance: true })).outages).toHaveLength(1);
    }
  });

  it('at a closed time is told of only where both may be told of', async () => {
    const venue = { ...shop, maintenance: [{ daily: ['08:00', '10:00'], timezone: 'Asia/Bangkok' }] };
    const lines = day(['1', bangkok(9)], ['0', bangkok(9, 30)], ['1', bangkok(11)]);
    const told = async (params: object) => (await replayed(aFleet([venue]), lines, params)).outages.length;
    expect(await told({ alertDuringMaintenance: true })).toBe(0);
    expect(await told({ alertOutsideOpeningHours: true })).toBe(0);
    expect(await told({ alertDuringMaintenance: true, alertOutsideOpeningHours: true })).toBe(1);
  });

  it('excludes its seconds even where nobody polled, and unknown ones only once', async () => {
    const result = await replayed(aFleet([tended], { t0Utc: MONDAY }), [end(4 * HOUR)]);
    expect(seconds(result)).toEqual([0, 0, 3 * HOUR, HOUR]);
  });
});
