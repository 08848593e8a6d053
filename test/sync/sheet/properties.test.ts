import fc from 'fast-check';
import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import { venueAfter } from '../../../lambdas/sync/sheet/diff.ts';
import { type Cell, type CurrentVenue, SHEET_FIELDS, type SheetVenue } from '../../../lambdas/sync/sheet/sheet.ts';
import { aSheet, check, FIELDS } from './a-sheet.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    ...[
      'Hotel A',
      'โรงแรม บี',
      'Closed',
      'X (CLOSED)',
      'Total',
      'venue_id',
      'venue_name',
      '#N/A',
      '-',
      '12',
      '๑๒',
      '1,024',
    ],
    ...[
      '31 Oct 2025',
      '31/02/2025',
      '31 ต.ค. 2568',
      '081-234-5678',
      '081-234-5678 / 02 123 4567',
      'a@b.co',
      'a@b.co, c@d.co',
    ],
    ...['active', 'High', 'Gold ', '12 zones', 'x\ny', '\u200b', "'; drop table venues; --"],
  ),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: fc.oneof(fc.integer({ min: -2, max: 40 }), fc.integer(), fc.double({ noNaN: true })) },
  { weight: 1, arbitrary: fc.constantFrom<Cell>(true, false, null, 46347.5, 812345678, 1e21) },
);
const row = fc.oneof(
  { weight: 1, arbitrary: fc.array(cell, { maxLength: 16 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 12 }), text, fc.array(cell, { maxLength: 12 }))
      .map(([id, name, rest]) => [id, name, ...rest]),
  },
);
const rows = fc.array(row, { maxLength: 12 });
const options = { maxChangeShare: 0.1 };

const venuesIn = (values: Cell[][]): CurrentVenue[] =>
  check(values).rows.flatMap((checked) =>
    checked.kind === 'venue' && checked.venue ? [venueAfter({ ...checked, venue: checked.venue }, undefined)] : [],
  );

describe('any sheet', () => {
  it('is checked without an error, headers or not, one row out for each row in', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(row, fc.constant(FIELDS)), { maxLength: 12 }), fc.string(), (values, timeZone) => {
        const checked = checkSheet({ ...aSheet(values), timeZone }, [], options);
        if (checked.headerRow !== null)
          expect(checked.rows.map(({ row }) => row)).toEqual(values.map((_, at) => at + 1));
        for (const { kind, venue, problems } of checked.rows) {
          if (kind === 'venue')
            expect([typeof venue?.venue_id, venue?.venue_name.trim()]).toEqual(['number', expect.stringMatching(/./)]);
          for (const { code, message } of problems) {
            expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
            expect(message.length).toBeLessThan(300);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('differs in nothing from its own venues', () => {
    fc.assert(
      fc.property(rows, (values) => {
        const { diff } = check(values, venuesIn(values));
        expect({ added: diff.added, changed: diff.changed, removed: diff.removed }).toEqual({
          added: [],
          changed: [],
          removed: [],
        });
      }),
      { numRuns: 300 },
    );
  });

  it('read again from its own typed values says the same', () => {
    fc.assert(
      fc.property(rows, (values) => {
        const venues = venuesIn(values);
        const written = venues.map((venue) => SHEET_FIELDS.map((field): Cell => venue[field]));
        const again = check(written).rows.slice(1);
        expect(again.map(({ problems }) => problems)).toEqual(venues.map(() => []));
        expect(again.map(({ venue }) => venue as SheetVenue)).toEqual(venues);
      }),
      { numRuns: 300 },
    );
  });

  it('never removes or changes a venue because of a row that cannot be used', () => {
    fc.assert(
      fc.property(rows, rows, (values, known) => {
        const current = venuesIn(known);
        const { rows: read, diff, guard } = check(values, current);
        const stated = new Set(read.flatMap(({ kind, venue }) => (kind === 'venue' && venue ? venue.venue_id : [])));
        expect(diff.changed.every(({ id }) => stated.has(id))).toBe(true);
        expect(diff.removed.every((id) => !stated.has(id))).toBe(true);
        expect(guard.share).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
