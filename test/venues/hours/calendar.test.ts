import { calendarOf } from '../../../lambdas/venues/hours/calendar.ts';
import type { MaintenanceWindow, OpeningHours } from '../../../lambdas/venues/hours/venue-hours.ts';
import { at, everyDay, gapsOf, inWords, venue } from './at.ts';

// 2026-11-23 is a Monday. Bangkok is seven hours ahead of UTC.
const week = { from: at('2026-11-22 17:00'), to: at('2026-11-29 17:00') };
const openOf = (opening: OpeningHours, timeZone: string | null = 'Asia/Bangkok') =>
  inWords(gapsOf(calendarOf(venue({ opening, timeZone })).excluded(week), week));
const wholeWeek = ['2026-11-22 17:00 / 2026-11-29 17:00'];

describe('opening hours', () => {
  it.each<[string, OpeningHours, string[]]>([
    ['always', 'always', wholeWeek],
    ['on one weekday', { week: { tue: [['10:00', '22:00']] } }, ['2026-11-24 03:00 / 2026-11-24 15:00']],
    ['past midnight', { week: { tue: [['18:00', '02:00']] } }, ['2026-11-24 11:00 / 2026-11-24 19:00']],
    ['until 24:00', { week: { tue: [['18:00', '24:00']] } }, ['2026-11-24 11:00 / 2026-11-24 17:00']],
    ['until 00:00', { week: { tue: [['18:00', '00:00']] } }, ['2026-11-24 11:00 / 2026-11-24 17:00']],
    ['from 24:00', { week: { tue: [['24:00', '02:00']] } }, ['2026-11-24 17:00 / 2026-11-24 19:00']],
    ['with equal times', { week: { tue: [['06:00', '06:00']] } }, ['2026-11-23 23:00 / 2026-11-24 23:00']],
    ['with equal times at 24:00', { week: { tue: [['24:00', '24:00']] } }, ['2026-11-24 17:00 / 2026-11-25 17:00']],
    [
      'from Sunday into Monday',
      { week: { sun: [['22:00', '03:00']] } },
      ['2026-11-22 17:00 / 2026-11-22 20:00', '2026-11-29 15:00 / 2026-11-29 17:00'],
    ],
    [
      'with a break',
      {
        week: {
          wed: [
            ['17:00', '22:00'],
            ['11:00', '14:00'],
          ],
        },
      },
      ['2026-11-25 04:00 / 2026-11-25 07:00', '2026-11-25 10:00 / 2026-11-25 15:00'],
    ],
    [
      'that overlap and touch',
      {
        week: {
          wed: [
            ['11:00', '15:00'],
            ['12:00', '13:00'],
            ['15:00', '16:00'],
          ],
        },
      },
      ['2026-11-25 04:00 / 2026-11-25 09:00'],
    ],
    [
      'of one day into those of the next',
      { week: { fri: [['20:00', '04:00']], sat: [['02:00', '06:00']] } },
      ['2026-11-27 13:00 / 2026-11-27 23:00'],
    ],
    [
      'on a holiday instead of its weekday',
      { week: { tue: [['10:00', '22:00']] }, days: { '2026-11-24': [['12:00', '13:00']] } },
      ['2026-11-24 05:00 / 2026-11-24 06:00'],
    ],
    [
      'on a holiday whose weekday is closed',
      { week: {}, days: { '2026-11-24': [['23:00', '01:00']] } },
      ['2026-11-24 16:00 / 2026-11-24 18:00'],
    ],
    [
      'of the evening before a closed holiday',
      { week: { mon: [['20:00', '03:00']], tue: [['20:00', '03:00']] }, days: { '2026-11-24': [] } },
      ['2026-11-23 13:00 / 2026-11-23 20:00'],
    ],
    ['never', { week: {} }, []],
  ])('%s', (_, opening, open) => expect(openOf(opening)).toEqual(open));

  it.each([null, 'Asia/Atlantis'])(
    'count as always open in the time zone %s, because they cannot be told',
    (timeZone) => {
      expect(openOf({ week: { tue: [['10:00', '22:00']] } }, timeZone)).toEqual(wholeWeek);
    },
  );
});

const nightly: MaintenanceWindow = { daily: ['02:00', '03:00'], timeZone: 'Asia/Bangkok' };
const once: MaintenanceWindow = { from: '2026-11-24T10:00:00+07:00', to: '2026-11-26T10:00:00+07:00' };
const tuesday = { from: at('2026-11-23 17:00'), to: at('2026-11-24 17:00') };
const excluded = (maintenance: MaintenanceWindow[], zoneId?: string, timeZone: string | null = 'Asia/Bangkok') =>
  inWords(calendarOf(venue({ maintenance, timeZone })).excluded(tuesday, zoneId));

describe('maintenance', () => {
  it.each<[string, MaintenanceWindow[], string[]]>([
    ['comes again every day', [nightly], ['2026-11-23 19:00 / 2026-11-23 20:00']],
    [
      'by its own clock, not the venue’s',
      [{ ...nightly, timeZone: 'America/New_York' }],
      ['2026-11-24 07:00 / 2026-11-24 08:00'],
    ],
    ['on its weekday', [{ ...nightly, weekdays: ['tue'] }], ['2026-11-23 19:00 / 2026-11-23 20:00']],
    ['not on another', [{ ...nightly, weekdays: ['mon', 'wed'] }], []],
    [
      'begins on its weekday and ends on the next',
      [{ ...nightly, daily: ['23:00', '01:00'], weekdays: ['mon'] }],
      ['2026-11-23 17:00 / 2026-11-23 18:00'],
    ],
    ['once, over days', [once], ['2026-11-24 03:00 / 2026-11-24 17:00']],
    [
      'joined where windows overlap or touch',
      [nightly, { ...nightly, daily: ['02:30', '04:00'] }, { ...nightly, daily: ['04:00', '04:30'] }],
      ['2026-11-23 19:00 / 2026-11-23 21:30'],
    ],
    ['of an unknown time zone never comes', [{ ...nightly, timeZone: 'Asia/Atlantis' }], []],
    ['that ends before it begins never comes', [{ from: once.to, to: once.from }], []],
  ])('%s', (_, maintenance, periods) => expect(excluded(maintenance)).toEqual(periods));

  it('is known where the venue’s own hours are not', () => {
    expect(excluded([nightly], undefined, null)).toEqual(['2026-11-23 19:00 / 2026-11-23 20:00']);
  });

  it('of some zones concerns only these', () => {
    const some: MaintenanceWindow[] = [
      nightly,
      { daily: ['05:00', '06:00'], timeZone: 'Asia/Bangkok', zoneIds: ['lobby'] },
    ];
    const both = ['2026-11-23 19:00 / 2026-11-23 20:00', '2026-11-23 22:00 / 2026-11-23 23:00'];
    expect(excluded(some, 'lobby')).toEqual(both);
    expect(excluded(some, 'bar')).toEqual(both.slice(0, 1));
    expect(excluded(some)).toEqual(both.slice(0, 1));
    expect(excluded([{ ...nightly, zoneIds: [] }], 'lobby')).toEqual([]);
  });

  it('wins over closed, and is one excluded time with it', () => {
    const calendar = calendarOf(
      venue({ opening: everyDay(['10:00', '22:00']), maintenance: [{ ...nightly, daily: ['09:00', '11:00'] }] }),
    );
    const answers = ['01:59', '02:00', '03:59', '04:00', '15:00'].map((time) => calendar.at(at(`2026-11-24 ${time}`)));
    expect(answers).toEqual(['closed', 'maintenance', 'maintenance', 'open', 'closed']);
    expect(inWords(calendar.excluded(tuesday))).toEqual([
      '2026-11-23 17:00 / 2026-11-24 04:00',
      '2026-11-24 15:00 / 2026-11-24 17:00',
    ]);
  });
});

describe('since when the answer is the same', () => {
  const calendar = calendarOf(
    venue({
      opening: { week: { mon: [['10:00', '02:00']], sat: [['00:00', '24:00']], sun: [['00:00', '24:00']] } },
      maintenance: [
        once,
        { daily: ['12:00', '13:00'], timeZone: 'Asia/Bangkok', weekdays: ['sun'], zoneIds: ['lobby'] },
      ],
    }),
  );

  it.each([
    ['within a day', '2026-11-23 10:00', undefined, '2026-11-23 03:00'],
    ['at its very beginning', '2026-11-23 03:00', undefined, '2026-11-23 03:00'],
    ['across midnight', '2026-11-23 18:30', undefined, '2026-11-23 03:00'],
    ['across days', '2026-11-22 10:00', undefined, '2026-11-20 17:00'],
    ['for a zone of its own', '2026-11-22 10:00', 'lobby', '2026-11-22 06:00'],
    ['in a window of days', '2026-11-26 02:59', undefined, '2026-11-24 03:00'],
    ['closed again behind it', '2026-11-26 03:00', undefined, '2026-11-26 03:00'],
    ['closed for days', '2026-11-20 05:00', undefined, '2026-11-16 19:00'],
  ])('%s', (_, utc, zoneId, since) => expect(calendar.since(at(utc), zoneId)).toBe(at(since)));

  it('is found anew as time goes on, and for late questions', () => {
    const questions = [
      '2026-11-21 10:00',
      '2026-11-22 10:00',
      '2026-11-23 10:00',
      '2026-11-22 16:00',
      '2026-11-21 00:00',
    ];
    const answers = [
      '2026-11-20 17:00',
      '2026-11-20 17:00',
      '2026-11-23 03:00',
      '2026-11-20 17:00',
      '2026-11-20 17:00',
    ];
    expect(questions.map((utc) => calendar.since(at(utc)))).toEqual(answers.map(at));
  });

  it('is always, where nothing ever changes', () => {
    expect(calendarOf(venue({})).since(at('2026-11-23 10:00'))).toBe(0);
    expect(calendarOf(venue({ opening: everyDay(['06:00', '06:00']) })).since(at('2026-11-23 10:00'))).toBe(0);
    expect(calendarOf(venue({ opening: { week: {} } })).since(at('2026-11-23 10:00'))).toBe(0);
  });
});
