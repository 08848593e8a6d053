import fc from 'fast-check';
import { hoursInWords } from '../../../lambdas/venues/hours/hours-in-words.ts';
import { readOpeningHours } from '../../../lambdas/venues/hours/read-opening-hours.ts';
import { OpeningHours, type Span, WEEKDAYS } from '../../../lambdas/venues/hours/venue-hours.ts';

const understood = (text: string): string => {
  const read = readOpeningHours(text);
  return 'hours' in read ? hoursInWords(read.hours) : `? ${read.problem}`;
};

describe('opening hours as people write them', () => {
  it.each([
    ['always', 'always'],
    ['24/7', 'always'],
    ['Open 24 hours', 'always'],
    ['ตลอด 24 ชั่วโมง', 'always'],
    ['10:00-22:00', 'every day 10:00-22:00'],
    ['10-22', 'every day 10:00-22:00'],
    ['10.00 – 22.00 น.', 'every day 10:00-22:00'],
    ['10am to 10:30 p.m.', 'every day 10:00-22:30'],
    ['noon-midnight', 'every day 12:00-24:00'],
    ['12am-12pm', 'every day 00:00-12:00'],
    ['midnight-6am', 'every day 00:00-06:00'],
    ['00:00-24:00', 'every day 00:00-24:00'],
    ['daily 18:00-02:00', 'every day 18:00-02:00'],
    ['10:00-22:00 daily', 'every day 10:00-22:00'],
    ['ทุกวัน 10:00-22:00', 'every day 10:00-22:00'],
    ['Mon-Fri 07:00-23:00, Sat-Sun 08:00-01:00', 'Mon-Fri 07:00-23:00, Sat-Sun 08:00-01:00'],
    ['mon – fri: 7am-11pm; sat & sun 8:30 AM-1 a.m.', 'Mon-Fri 07:00-23:00, Sat-Sun 08:30-01:00'],
    ['Mo-Fr 08:00-20:00; Sa 10:00-18:00', 'Mon-Fri 08:00-20:00, Sat 10:00-18:00, Sun closed'],
    ['weekdays 9-17, weekends closed', 'Mon-Fri 09:00-17:00, Sat-Sun closed'],
    ['Tue, Thu 10-12', 'Mon closed, Tue 10:00-12:00, Wed closed, Thu 10:00-12:00, Fri-Sun closed'],
    ['Fri-Mon 18:00-02:00', 'Mon 18:00-02:00, Tue-Thu closed, Fri-Sun 18:00-02:00'],
    ['Mon-Sat 11:00-14:00, 17:00-22:00', 'Mon-Sat 11:00-14:00 17:00-22:00, Sun closed'],
    ['Mon 14-16, Mon 10-12', 'Mon 10:00-12:00 14:00-16:00, Tue-Sun closed'],
    ['10:00-22:00, Sunday closed', 'Mon-Sat 10:00-22:00, Sun closed'],
    ['10:00-22:00, closed on Mondays', 'Mon closed, Tue-Sun 10:00-22:00'],
    ['daily 10-22, Fri-Sat 10-02', 'Mon-Thu 10:00-22:00, Fri-Sat 10:00-02:00, Sun 10:00-22:00'],
    ['10-22, 2026-12-25 closed, 2026-12-31 10-03', 'every day 10:00-22:00, 2026-12-25 closed, 2026-12-31 10:00-03:00'],
    ['07:00-23:00 Mon-Fri', 'Mon-Fri 07:00-23:00, Sat-Sun closed'],
    ['Mon 24 hours', 'Mon 00:00-24:00, Tue-Sun closed'],
    ['closed', 'every day closed'],
    ['จันทร์-ศุกร์ 10.00-22.00 น. เสาร์-อาทิตย์ 11.00-23.00 น.', 'Mon-Fri 10:00-22:00, Sat-Sun 11:00-23:00'],
    ['จันทร์ถึงศุกร์ 10.00ถึง22.00', 'Mon-Fri 10:00-22:00, Sat-Sun closed'],
    ['จ.-ศ. 10.00-22.00', 'Mon-Fri 10:00-22:00, Sat-Sun closed'],
    ['พฤ. 10:00-22:00', 'Mon-Wed closed, Thu 10:00-22:00, Fri-Sun closed'],
    ['วันจันทร์ - วันเสาร์ 08:00-17:00 ปิดวันอาทิตย์', 'Mon-Sat 08:00-17:00, Sun closed'],
  ])('%s', (text, meaning) => expect(understood(text)).toBe(meaning));

  it.each([
    ['', /nothing was written/],
    ['sunset-midnight', /"sunset-midnight" is not understood/],
    ['25:00-26:00', /"25:00-26:00" is not understood/],
    ['10:60-22:00', /"10:60-22:00" is not understood/],
    ['13pm-14pm', /"13pm-14pm" is not understood/],
    ['10:00-22:00, 2026-02-30 closed', /"2026-02-30" is not understood/],
    ['10:00', /after 10:00 the closing time is missing/],
    ['10:00 22:00', /after 10:00 the closing time is missing/],
    ['Mon-Fri', /a time .* is missing/],
    ['Mon-10:00', /"Mon -" needs a day after it/],
    ['7-11pm', /say am or pm for 07:00 too/],
    ['Mon 10-15, Mon 14-16', /Mon has times that overlap, see 14:00-16:00/],
    ['Mon-Sun 10-22, Fri 10-02', /Fri has times that overlap/],
    ['Mon closed, Mon 10-12', /Mon is both open and closed/],
    ['10-22, daily 11-23', /times without a day are there twice/],
    ['closed on Mondays', /it is not said when the venue is open/],
  ])('asks back about "%s"', (text, problem) => expect(understood(text)).toMatch(problem));

  it('are read the same way when they are shown and typed in again', () => {
    const wallTime = fc
      .integer({ min: 0, max: 95 })
      .map((quarter) => new Date(quarter * 900_000).toISOString().slice(11, 16));
    const spans = fc.uniqueArray(wallTime, { maxLength: 6 }).map((times) => inPairs(times.toSorted()));
    const day = fc
      .integer({ min: 20_000, max: 22_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    const plain = { noNullPrototype: true };
    const hours = fc.record({
      week: fc.dictionary(
        fc.constantFrom(...WEEKDAYS),
        spans.filter(({ length }) => length > 0),
        plain,
      ),
      days: fc.dictionary(day, spans, { ...plain, minKeys: 1, maxKeys: 3 }),
    });
    fc.assert(
      fc.property(hours, (drawn) => {
        const opening = OpeningHours.parse(drawn);
        expect(readOpeningHours(hoursInWords(opening))).toEqual({ hours: opening });
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('never make it throw, whatever is written', () => {
    const piece = fc.constantFrom(
      'Mon',
      '-',
      '10:00',
      ',',
      'closed',
      'daily',
      '24/7',
      'am',
      '2026-12-25',
      'จ.',
      ' ',
      '22',
      'to',
      '7pm',
      '\n',
      '☃',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
        ),
        (text) => {
          const read = readOpeningHours(text);
          if ('hours' in read) OpeningHours.parse(read.hours);
          else expect(read.problem).not.toBe('');
        },
      ),
      { seed: 20261121, numRuns: 2_000 },
    );
  });
});

const inPairs = (times: readonly string[]): Span[] =>
  times.flatMap((from, index): Span[] => {
    const to = times[index + 1];
    return index % 2 === 0 && to ? [[from, to]] : [];
  });
