import * as fc from 'fast-check';
import { type Fact, type FactValue, SOURCES, type Source } from '../../../lambdas/venues/truth/facts.ts';
import { settle } from '../../../lambdas/venues/truth/settle.ts';

const now = new Date('2026-05-10T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const said = (source: Source, value: FactValue, ago: number, more: Partial<Fact> = {}): Fact => ({
  source,
  value,
  saidAt: minutesAgo(ago),
  saidBy: source,
  ...more,
});

describe('what counts of everything that was said', () => {
  it.each<[string, Fact[], FactValue, Source, string, Source[]]>([
    ['one source', [said('sheets', 4, 9)], 4, 'sheets', 'only-source', []],
    ['one source that says there is none', [said('gmail', null, 9)], null, 'gmail', 'only-source', []],
    ['two that agree', [said('sheets', 4, 9), said('soundtrack', 4, 1)], 4, 'soundtrack', 'all-agree', []],
    [
      'two that agree but for spelling',
      [said('sheets', 'Hilton  Pattaya', 1), said('soundtrack', 'HILTON Pattaya ', 9)],
      'Hilton  Pattaya',
      'sheets',
      'all-agree',
      [],
    ],
    ['nothing and blank', [said('sheets', null, 1), said('gmail', ' ', 2)], null, 'sheets', 'all-agree', []],
    ['the newest', [said('sheets', 4, 9), said('soundtrack', 5, 1)], 5, 'soundtrack', 'newest', ['sheets']],
    [
      'the newest although weakest',
      [said('sheets', 4, 9), said('database', 5, 1)],
      5,
      'database',
      'newest',
      ['sheets'],
    ],
    [
      'the order when said at once',
      [said('gmail', 'b', 5), said('database', 'd', 5), said('sheets', 'a', 5), said('soundtrack', 'c', 5)],
      'a',
      'sheets',
      'source-order',
      ['soundtrack', 'gmail', 'database'],
    ],
    [
      'the order among the newest, older ones beaten by time',
      [said('gmail', 'b', 5), said('soundtrack', 'c', 5), said('sheets', 'a', 6)],
      'c',
      'soundtrack',
      'source-order',
      ['gmail', 'sheets'],
    ],
    [
      'an override before anything newer',
      [said('override', 'x', 99), said('sheets', 'a', 0)],
      'x',
      'override',
      'override',
      ['sheets'],
    ],
    [
      'an override that all agree with',
      [said('override', 'x', 9), said('sheets', 'x', 0)],
      'x',
      'override',
      'override',
      [],
    ],
    ['an override alone', [said('override', null, 9)], null, 'override', 'override', []],
    [
      'an override that expires in a moment',
      [said('override', 'x', 9, { expiresAt: new Date(now.getTime() + 1) }), said('sheets', 'a', 0)],
      'x',
      'override',
      'override',
      ['sheets'],
    ],
    [
      'an override that expires now',
      [said('override', 'x', 9, { expiresAt: now }), said('sheets', 'a', 99)],
      'a',
      'sheets',
      'only-source',
      [],
    ],
    [
      'a statement of nothing against something',
      [said('sheets', null, 1), said('soundtrack', 4, 9)],
      null,
      'sheets',
      'newest',
      ['soundtrack'],
    ],
    [
      'the newest word of a source heard twice',
      [said('sheets', 1, 9), said('sheets', 2, 1)],
      2,
      'sheets',
      'only-source',
      [],
    ],
    [
      'a number and the same number in text',
      [said('sheets', 4, 1), said('gmail', '4', 2)],
      4,
      'sheets',
      'all-agree',
      [],
    ],
    [
      'truth and untruth',
      [said('sheets', true, 2), said('soundtrack', false, 1)],
      false,
      'soundtrack',
      'newest',
      ['sheets'],
    ],
  ])('is %s', (_, facts, value, source, because, contradicting) => {
    const settled = settle(facts, now);
    expect(settled).toMatchObject({ value, source, because });
    expect(settled?.contradicting.map((fact) => fact.source)).toEqual(contradicting);
  });

  it('is nothing when nobody said anything, or only an override that is over', () => {
    expect(settle([], now)).toBeUndefined();
    expect(settle([said('override', 'x', 9, { expiresAt: minutesAgo(1) })], now)).toBeUndefined();
  });

  it('takes accounts for the same in any order, but not in another case', () => {
    const facts = (other: string) => [said('sheets', 'QWNj, T3Ro', 2), said('soundtrack', other, 1)];
    expect(settle(facts('T3Ro/QWNj'), now, 'soundtrack_account_id')?.because).toBe('all-agree');
    expect(settle(facts('T3Ro/qwnj'), now, 'soundtrack_account_id')?.because).toBe('newest');
  });

  const anyFact = fc.record({
    source: fc.constantFrom(...SOURCES),
    value: fc.constantFrom<FactValue>(null, 1, 2, 'a', 'A', 'b', true),
    saidAt: fc.integer({ min: 0, max: 5 }).map(minutesAgo),
    saidBy: fc.constant('somebody'),
  });

  it('does not depend on the order of the facts', () => {
    const distinct = fc.uniqueArray(anyFact, { selector: ({ source }) => source, maxLength: 5 });
    fc.assert(
      fc.property(distinct, (facts) => {
        expect(settle([...facts].reverse(), now)).toEqual(settle(facts, now));
      }),
    );
  });

  it('is always something that was said, and whoever contradicts says something else', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 8 }), (facts) => {
        const settled = settle(facts, now);
        expect(facts.some(({ source, value }) => source === settled?.source && value === settled.value)).toBe(true);
        expect(settled?.contradicting.every(({ value }) => value !== settled.value)).toBe(true);
      }),
    );
  });
});
