import { parseScheduleExpression } from '../../../local/event-sources/schedule-expression.ts';

const start = new Date('2026-11-21T10:00:30Z');

/** The next times of an expression after the start, without seconds when they are zero. */
function times(expression: string, count: number, timezone = 'UTC', from = start): string[] {
  const next = parseScheduleExpression(expression, timezone, from);
  const all: string[] = [];
  let after: Date | undefined = from;
  while (after && all.length < count) {
    after = next(after);
    if (after) all.push(after.toISOString().replace(/(:00)?\.000Z$/, ''));
  }
  return all;
}

describe('a schedule expression', () => {
  it.each<[string, string, string[]]>([
    ['rate(1 minute)', 'UTC', ['2026-11-21T10:01:30', '2026-11-21T10:02:30']],
    ['rate(5 minutes)', 'UTC', ['2026-11-21T10:05:30', '2026-11-21T10:10:30']],
    ['rate(1 hour)', 'UTC', ['2026-11-21T11:00:30', '2026-11-21T12:00:30']],
    ['rate(7 days)', 'UTC', ['2026-11-28T10:00:30', '2026-12-05T10:00:30']],
    ['cron(0/15 * * * ? *)', 'UTC', ['2026-11-21T10:15', '2026-11-21T10:30', '2026-11-21T10:45', '2026-11-21T11:00']],
    ['cron(0 9 * * ? *)', 'UTC', ['2026-11-22T09:00', '2026-11-23T09:00']],
    ['cron(0 9 * * ? *)', 'Asia/Bangkok', ['2026-11-22T02:00', '2026-11-23T02:00']],
    ['cron(0 9 ? * MON-FRI *)', 'UTC', ['2026-11-23T09:00', '2026-11-24T09:00']],
    ['cron(0 9 ? * 2-6 *)', 'UTC', ['2026-11-23T09:00', '2026-11-24T09:00']],
    ['cron(0 9 ? * 1 *)', 'UTC', ['2026-11-22T09:00', '2026-11-29T09:00']],
    ['cron(0 0 1 * ? *)', 'UTC', ['2026-12-01T00:00', '2027-01-01T00:00']],
    ['cron(0 0 L * ? *)', 'UTC', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 0 ? * 6L *)', 'UTC', ['2026-11-27T00:00', '2026-12-25T00:00']],
    ['cron(0 0 ? * 2#1 *)', 'UTC', ['2026-12-07T00:00', '2027-01-04T00:00']],
    ['cron(0 0 29 2 ? *)', 'UTC', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(30 8 21 11 ? 2027)', 'UTC', ['2027-11-21T08:30']],
    ['at(2026-11-21T18:00:00)', 'Asia/Bangkok', ['2026-11-21T11:00']],
    ['at(2026-11-21T18:00:00)', 'UTC', ['2026-11-21T18:00']],
    ['at(2020-01-01T00:00:00)', 'UTC', []],
  ])('%s in %s', (expression, timezone, expected) => {
    expect(times(expression, Math.max(expected.length, 1), timezone)).toEqual(expected);
  });

  it('keeps the wall-clock hour over a change of summer time', () => {
    const beforeTheChange = new Date('2026-10-24T12:00:00Z');
    expect(times('cron(0 9 * * ? *)', 2, 'Europe/Berlin', beforeTheChange)).toEqual([
      '2026-10-25T08:00',
      '2026-10-26T08:00',
    ]);
  });

  it.each([
    'every day',
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(1 week)',
    'cron(0 9 * * *)',
    'cron(99 9 * * ? *)',
    'at(tomorrow)',
  ])('refuses %s', (expression) => {
    expect(() => parseScheduleExpression(expression, 'UTC', start)).toThrow();
  });
});
