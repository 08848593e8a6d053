import { type Check, examine } from '../../../scripts/doctor/examine.ts';
import { byHand, look, masked, right, wrong } from '../../../scripts/doctor/finding.ts';
import { linesOf, verdictOn } from '../../../scripts/doctor/report.ts';

const fine: Check = { about: 'fine', run: async () => [right('well')] };

describe('examining', () => {
  it('lets a check that hangs hide no other, and calls it off', async () => {
    let calledOff = false;
    const hanging: Check = {
      about: 'LINE: the token',
      run: (signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            calledOff = true;
          });
        }),
    };
    const [first, second] = await examine([hanging, fine], 5);
    expect(first).toMatchObject([{ level: 'wrong', what: 'LINE: the token: no answer within 0.005 seconds' }]);
    expect(second).toEqual([right('well')]);
    expect(calledOff).toBe(true);
  });

  it.each([
    [
      new TypeError('fetch failed', {
        cause: Object.assign(new Error(), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 9 }),
      }),
      'nothing answers at 127.0.0.1:9',
    ],
    [Object.assign(new Error('no'), { name: 'CredentialsProviderError' }), 'no AWS credentials'],
    [
      Object.assign(new Error('not authorized to perform: sqs:X'), { name: 'AccessDenied' }),
      'not authorized to perform: sqs:X',
    ],
    [new RangeError('quoting +66812345678'), 'RangeError'],
  ])('tells in words why a check broke: %s', async (problem, words) => {
    const [findings] = await examine([{ about: 'x', run: () => Promise.reject(problem) }, fine]);
    expect(findings?.[0]?.what).toContain(words);
    expect(findings?.[0]?.what).not.toContain('66812345678');
  });
});

describe('the report', () => {
  const findings = [
    right('A is there'),
    look('B is old', { means: 'less' }),
    wrong('C is gone', { means: 'nothing', todo: 'fetch C' }),
    byHand('D is out of sight', { todo: 'look yourself' }),
  ];
  it('shows each with its sign, what it means and what to do', () =>
    expect(linesOf([{ heading: 'All', findings }])).toEqual([
      '',
      'All',
      '  ✓ A is there',
      '  ! B is old',
      '      Means: less',
      '  ✗ C is gone',
      '      Means: nothing',
      '      To do: fetch C',
      '  ? D is out of sight',
      '      To do: look yourself',
    ]));

  it('fails only for what is wrong', () => {
    const verdict = (...some: typeof findings) => verdictOn([{ heading: 'x', findings: some }]);
    expect(verdict(...findings)).toEqual({
      line: '1 right, 1 wrong, 1 to look at, 1 thing only you can see',
      exitCode: 1,
    });
    expect(verdict(...findings.filter(({ level }) => level !== 'wrong')).exitCode).toBe(0);
  });
});

it.each([
  ['Malformed access token EAAJB1x2y3z4QWERTYuiop', 'Malformed access token …'],
  ['Session expired; token=abc.DEF-123_456|789xyz', 'Session expired; …'],
  ['Unsupported get request. Object with ID 42', 'Unsupported get request. Object with ID 42'],
])('masks what could be a token: %s', (text, expected) => expect(masked(text)).toBe(expected));
