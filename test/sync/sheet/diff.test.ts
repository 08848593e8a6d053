import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import { venueAfter } from '../../../lambdas/sync/sheet/diff.ts';
import type { Cell, SheetVenue } from '../../../lambdas/sync/sheet/sheet.ts';
import { aCurrentVenue, aRow, aSheet, check } from './a-sheet.ts';

describe('the difference', () => {
  it('lists new, changed and missing venues by id, fields in the order of the columns', () => {
    const current = [
      aCurrentVenue(30, 'C', { notes: 'old', contact_phone: '+66812345678', zone_count: 2 }),
      aCurrentVenue(4, 'D'),
      aCurrentVenue(20, 'B'),
      aCurrentVenue(3, 'E'),
      aCurrentVenue(7, 'F', { subscription_status: 'active' }),
    ];
    const rows = [
      aRow(100, 'New'),
      aRow(30, 'C', { notes: 'new', contact_phone: '02-123-4567', zone_count: '2' }),
      aRow(20, 'B'),
      aRow(9, 'New too'),
      aRow(7, 'F', { subscription_status: 'Cancelled' }),
    ];
    expect(check(rows, current).diff).toEqual({
      added: [9, 100],
      changed: [
        { id: 7, fields: ['subscription_status'] },
        { id: 30, fields: ['contact_phone', 'notes'] },
      ],
      removed: [3, 4],
    });
  });

  it('compares what cells mean, not how they are written', () => {
    const current = [
      aCurrentVenue(1, 'Café', {
        contact_email: 'gm@hotel.com',
        contact_phone: '+66812345678',
        zone_count: 12,
        subscription_status: 'active',
        last_issue_date: '2025-10-31',
        priority_level: 'high',
        sla_tier: 'gold',
      }),
    ];
    const row = aRow('๑', ' Cafe\u0301 ', {
      contact_email: 'GM@hotel.com',
      contact_phone: 812345678,
      zone_count: '12 zones',
      subscription_status: 'LIVE',
      last_issue_date: '31 ต.ค. 2568',
      priority_level: 'High',
      sla_tier: 'Gold',
    });
    expect(check([row], current).diff).toEqual({ added: [], changed: [], removed: [] });
  });

  it('takes an emptied cell for a change to nothing', () => {
    const known = { notes: 'x', contact_phone: '+66812345678', subscription_status: 'active' } as const;
    expect(check([aRow(1, 'A')], [aCurrentVenue(1, 'A', known)]).diff.changed).toEqual([
      { id: 1, fields: ['contact_phone', 'subscription_status', 'notes'] },
    ]);
  });

  it('keeps what a cell with a problem or an absent column does not say', () => {
    const current = [
      aCurrentVenue(1, 'A', { contact_phone: '+66812345678', contact_email: 'a@b.co', zone_count: 3, notes: 'x' }),
    ];
    const unreadable = aRow(1, 'A', {
      contact_phone: '02-123-4567 / 02-123-4568',
      contact_email: '#N/A',
      zone_count: 'three',
      notes: 'x',
      subscription_status: '???',
    });
    expect(check([unreadable], current).diff.changed).toEqual([]);
    const narrow = aSheet([
      ['venue_id', 'venue_name'],
      [1, 'A'],
    ]);
    expect(checkSheet(narrow, current, { maxChangeShare: 0 })).toMatchObject({
      diff: { changed: [] },
      guard: { ok: true },
    });
  });

  it('removes closed venues that are known, whatever the order of rows', () => {
    const rows = [aRow(2, 'B (CLOSED)'), aRow(9, 'Never known', { subscription_status: 'Closed' }), aRow(1, 'A')];
    expect(check(rows, [aCurrentVenue(1, 'A'), aCurrentVenue(2, 'B')]).diff).toEqual({
      added: [],
      changed: [],
      removed: [2],
    });
  });

  it('removes nothing that one row calls closed and another open', () => {
    const current = [aCurrentVenue(1, 'A'), aCurrentVenue(2, 'B')];
    const { diff, guard, rows } = check([aRow(2, 'B (CLOSED)'), aRow(2, 'B'), aRow(1, 'A')], current);
    expect(diff).toEqual({ added: [], changed: [], removed: [] });
    expect(guard.share).toBe(0.5);
    expect(rows.slice(1).map(({ kind }) => kind)).toEqual(['closed', 'duplicate', 'venue']);
    expect(check([aRow(2, 'B (CLOSED)'), aRow(2, 'B closed down'), aRow(1, 'A')], current).diff.removed).toEqual([2]);
  });

  it.each<[string, Cell[]]>([
    ['has lost its name', [2, '', 'Bangkok']],
    ['has lost its name and all else', [2]],
    ['has an error for a name', [2, '#REF!', 'Bangkok']],
    ['has lost its id', ['', 'b!', 'Bangkok']],
    ['has an error for an id', ['#REF!', 'B', 'Bangkok']],
    ['has an id nobody can read', ['1,002', 'B']],
  ])('keeps a known venue whose row %s, and counts it', (_, row) => {
    const { diff, guard } = check([aRow(1, 'A'), row], [aCurrentVenue(1, 'A'), aCurrentVenue(2, 'B')]);
    expect(diff).toEqual({ added: [], changed: [], removed: [] });
    expect(guard).toEqual({ ok: true, share: 0.5, reason: 'within-limit' });
  });

  it('does not count a spoilt row of a venue that another row states', () => {
    const rows = [aRow(1, 'A'), [1, '', 'Bangkok'], ['', 'A', 'Bangkok']];
    expect(check(rows, [aCurrentVenue(1, 'A')]).guard).toEqual({ ok: true, share: 0, reason: 'nothing-changed' });
  });
});

describe('the venue after its row', () => {
  const venueOf = (row: Cell[]) =>
    check([row]).rows[1] as { row: number; kind: 'venue'; venue: SheetVenue; problems: [] };

  it('has what the row states over what was known', () => {
    const known = aCurrentVenue(1, 'A', { notes: 'x', zone_count: 3 });
    expect(venueAfter(venueOf(aRow(1, 'B', { zone_count: 'three' })), known)).toEqual(
      aCurrentVenue(1, 'B', { zone_count: 3 }),
    );
  });

  it('when new takes the first of several phones', () => {
    const row = venueOf(aRow(1, 'A', { contact_phone: '02-123-4567 / 02-123-4568' }));
    expect(venueAfter(row, undefined)).toEqual(aCurrentVenue(1, 'A', { contact_phone: '+6621234567' }));
  });
});

describe('an id written over', () => {
  const current = [aCurrentVenue(3, 'Hilton Bangkok'), aCurrentVenue(5, 'Marriott Phuket'), aCurrentVenue(9, 'Amari')];
  const removedBy = (...rows: Cell[][]) => check(rows, current).diff.removed;

  it.each<[string, Cell[][]]>([
    ['after', [aRow(5, 'Marriott Phuket'), aRow(5, 'HILTON Bangkok'), aRow(9, 'Amari')]],
    ['before', [aRow(5, 'Hilton Bangkok'), aRow(5, 'Marriott Phuket'), aRow(9, 'Amari')]],
    ['with more than one after', [aRow(5, 'Marriott Phuket'), aRow(5, 'Hilton Bangkok'), aRow(5, 'Amari')]],
  ])('with the id of another venue does not remove the venue whose row it is: %s the other', (_, rows) => {
    expect(removedBy(...rows)).toEqual([]);
  });

  it('gives that other venue none of its values', () => {
    const rows = [aRow(5, 'Hilton Bangkok', { notes: 'its own' }), aRow(5, 'Marriott Phuket'), aRow(9, 'Amari')];
    const { diff, guard } = check(rows, current);
    expect(diff).toEqual({ added: [], changed: [], removed: [] });
    expect(guard.share).toBeCloseTo(2 / 3);
  });

  it('leaves a rename alone that nobody else is called by', () => {
    const rows = [aRow(3, 'Hilton Bangkok'), aRow(5, 'Marriott Patong'), aRow(5, 'Marriott Phuket'), aRow(9, 'Amari')];
    expect(check(rows, current).diff.changed).toEqual([{ id: 5, fields: ['venue_name'] }]);
  });

  it('keeps no venue that has no row, although another of its name is there twice', () => {
    const twins = [aCurrentVenue(7, 'Starbucks'), aCurrentVenue(8, 'Starbucks')];
    expect(check([aRow(7, 'Starbucks'), aRow(7, 'Starbucks', { notes: 'x' })], twins).diff.removed).toEqual([8]);
  });

  it('counts the venue that is kept in the share', () => {
    const rows = [aRow(5, 'Marriott Phuket'), aRow(5, 'Hilton Bangkok'), aRow(9, 'Amari')];
    expect(check(rows, current).guard.share).toBeCloseTo(1 / 3);
  });
});
