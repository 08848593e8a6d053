import fc from 'fast-check';
import { canBeApproved, fingerprintOf, statementsOf } from '../../../lambdas/sync/run/statements.ts';
import type { CheckedSheet } from '../../../lambdas/sync/sheet/checked-sheet.ts';
import { type Cell, type CurrentVenue, SHEET_FIELDS } from '../../../lambdas/sync/sheet/sheet.ts';
import type { VenueField } from '../../../lambdas/venues/index.ts';
import { problemWith } from '../../../lambdas/venues/truth/field-values.ts';
import { aCurrentVenue, aRow, check } from '../sheet/a-sheet.ts';

const run = { runId: 'run-1' };
const known = [
  aCurrentVenue(1, 'One', { zone_count: 2, contact_phone: '+66812345678' }),
  aCurrentVenue(2, 'Two', { location: 'Bangkok' }),
  aCurrentVenue(3, 'Three'),
];
const one = (cells: Parameters<typeof aRow>[2] = {}) =>
  aRow(1, 'One', { zone_count: 2, contact_phone: '081 234 5678', ...cells });

describe('what a sheet states', () => {
  it('of a known venue is only what differs, of a new one everything that could be read', () => {
    const checked = check(
      [one({ zone_count: 5 }), aRow(4, 'Four', { contact_phone: '12345', location: 'Phuket' })],
      known,
    );
    const { statements, source, saidBy, runId } = statementsOf(checked, run);
    expect({ source, saidBy, runId }).toEqual({ source: 'sheets', saidBy: 'venue sheet', runId: 'run-1' });
    expect(statements.find(({ venueId }) => venueId === 1)?.fields).toEqual({ zone_count: 5 });
    const four = statements.find(({ venueId }) => venueId === 4)?.fields;
    expect(four).toMatchObject({ venue_name: 'Four', location: 'Phuket', contact_email: null });
    expect(four).not.toHaveProperty('contact_phone');
    expect(four).not.toHaveProperty('venue_id');
  });

  it('tells closed venues from those that are gone, and says nothing of rows nobody can read', () => {
    const checked = check([one(), aRow(2, 'Two (CLOSED)'), ['', 'Four', 'Bangkok']], known);
    const { statements, ended } = statementsOf(checked, run);
    expect(statements).toEqual([]);
    expect(ended).toEqual([
      { venueId: 2, state: 'closed' },
      { venueId: 3, state: 'removed' },
    ]);
  });

  it('keeps who approved it, for the audit', () => {
    const checked = check([one({ zone_count: 5 })], known);
    expect(statementsOf(checked, { ...run, approvedBy: 'anna' }).reason).toContain('approved by anna');
    expect(statementsOf(checked, run)).not.toHaveProperty('reason');
  });
});

describe('the fingerprint of a difference', () => {
  const base: [Cell[][], CurrentVenue[]] = [[one({ zone_count: 5 }), aRow(3, 'Three'), aRow(4, 'Four')], known];
  const fingerprint = (rows: Cell[][], current = known) => fingerprintOf(check(rows, current));

  it('is the same wherever rows stand, and whatever headings and notes stand around them', () => {
    const [rows] = base;
    expect(fingerprint([['THAILAND'], ...[...rows].reverse(), ['Please call Noi.']])).toBe(fingerprint(rows));
  });

  it.each<[string, Cell[][]]>([
    ['another value', [one({ zone_count: 6 }), aRow(3, 'Three'), aRow(4, 'Four')]],
    ['a value emptied', [one({ zone_count: '' }), aRow(3, 'Three'), aRow(4, 'Four')]],
    ['another field', [one({ location: 'Bangkok' }), aRow(3, 'Three'), aRow(4, 'Four')]],
    ['another venue', [one({ zone_count: 5 }), aRow(3, 'Three'), aRow(5, 'Four')]],
    ['another name of a new venue', [one({ zone_count: 5 }), aRow(3, 'Three'), aRow(4, 'Fourth')]],
    ['one more removed', [one({ zone_count: 5 }), aRow(4, 'Four')]],
    [
      'one fewer removed',
      [one({ zone_count: 5 }), aRow(2, 'Two', { location: 'Bangkok' }), aRow(3, 'Three'), aRow(4, 'Four')],
    ],
    ['closed instead of gone', [one({ zone_count: 5 }), aRow(2, 'Two (CLOSED)'), aRow(3, 'Three'), aRow(4, 'Four')]],
  ])('is another with %s', (_, rows) => {
    expect(fingerprint(rows)).not.toBe(fingerprint(...base));
  });

  it('tells a number from its digits, and one field from the next', () => {
    const text = fingerprint([aRow(9, 'Nine', { notes: '2', sla_tier: '' })]);
    expect(fingerprint([aRow(9, 'Nine', { notes: '', sla_tier: '2' })])).not.toBe(text);
    expect(fingerprint([aRow(9, 'Nine', { notes: '', zone_count: 2 })])).not.toBe(text);
  });
});

describe('what may be approved', () => {
  it.each<[string, CheckedSheet, boolean]>([
    ['too much changes', check([one()], known, 0.1), true],
    ['no venue is left', check([['THAILAND']], known, 0.1), false],
    ['within the limit', check([one()], known, 1), true],
  ])('%s', (_, checked, may) => expect(canBeApproved(checked)).toBe(may));
});

describe('the record', () => {
  const long = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('x', 'ก', 'İ', 'ß', '👩‍🍳', "'", ' '), fc.integer({ min: 190, max: 5_100 }))
      .map(([unit, times]) => unit.repeat(times)),
    fc
      .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 250 }))
      .map(([local, domain]) => `${'a'.repeat(local)}@${'b'.repeat(domain)}.com`),
    fc.constantFrom(
      'GM@HOTEL.COM',
      'İ@hotel.com',
      '081-234-5678 / 02 123 4567',
      '+870 773 111 222',
      '31 ต.ค. 2568',
      '10000',
      'High',
      'active',
    ),
  );
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    long,
    fc.double(),
    fc.integer(),
    fc.constantFrom<Cell>(true, 46_347, 812345678),
  );

  it('can hold whatever a sheet can state, so that nothing is dropped on the way', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 11, maxLength: 11 }), (cells) => {
        const { statements } = statementsOf(check([[1, 'One', ...cells]], []), run);
        const refused = statements.flatMap(({ fields }) =>
          Object.entries(fields).map(([field, value]) => [field, problemWith(field as VenueField, value ?? null)]),
        );
        expect(refused.filter(([, problem]) => problem !== undefined)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(SHEET_FIELDS).toHaveLength(13);
  });
});
