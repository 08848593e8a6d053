import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import { fieldOf } from '../../../lambdas/sync/sheet/headers.ts';
import type { Cell, Sheet, SheetField } from '../../../lambdas/sync/sheet/sheet.ts';
import { aSheet, FIELDS } from './a-sheet.ts';

const check = (sheet: Sheet) => checkSheet(sheet, [], { maxChangeShare: 0.1 });

describe('a column title', () => {
  it.each<[SheetField, string[]]>([
    [
      'venue_id',
      ['venue_id', 'Venue ID', 'VENUE-ID', 'Venue\nID', ' venue  id* ', 'VenueId', 'รหัสสถานที่', 'ＶＥＮＵＥ ＩＤ'],
    ],
    ['venue_name', ['venue_name', 'Property Name', 'property_name', 'Venue', 'ชื่อโรงแรม', 'Vénue Name']],
    ['location', ['Location', 'City', 'จังหวัด']],
    ['contact_name', ['contact_name', 'Contact Person', 'contact_name_1', 'ผู้ติดต่อ']],
    ['contact_email', ['contact_email', 'E-mail', 'Email', 'e mail', 'อีเมล']],
    ['contact_phone', ['contact_phone', 'Phone', 'Tel', 'Tel.', 'TEL NO.', 'เบอร์โทร']],
    ['soundtrack_account_id', ['soundtrack_account_id', 'Soundtrack ID', 'Soundtrack Account ID']],
    ['zone_count', ['zone_count', 'Zones', 'amount_of_zones_venues', 'No. of zones', '# of Zones', 'จำนวนโซน']],
    ['subscription_status', ['subscription_status', 'Status', 'สถานะ']],
    ['last_issue_date', ['last_issue_date', 'Last Issue']],
    ['notes', ['Notes', 'Remarks', 'REMARK', 'หมายเหตุ']],
    ['priority_level', ['priority_level', 'Priority', 'ลำดับความสำคัญ']],
    ['sla_tier', ['sla_tier', 'Tier', 'SLA']],
  ])('of %s is known in many spellings', (field, titles) => {
    for (const title of titles) expect([title, fieldOf(title)]).toEqual([title, field]);
  });

  it.each<[Cell]>([['Zone names'], ['Venue ID (old)'], ['Statuses'], ['Owner'], [''], [null], [2025], [true]])(
    'that only resembles one is unknown: %j',
    (title) => expect(fieldOf(title)).toBeUndefined(),
  );
});

describe('the header', () => {
  it('is found below titles, under any names and in any order', () => {
    const { tab, headerRow, columns, unknownColumns } = check(
      aSheet(
        [
          ['BMA venue master'],
          [],
          ['Updated', 46347],
          [],
          ['', 'General', '', 'Contact'],
          [],
          ['Owner', 'Tel', 'Property Name', '', 'Venue ID', 'Owner'],
        ],
        'รายชื่อ 2569',
      ),
    );
    expect({ tab, headerRow, columns, unknownColumns }).toEqual({
      tab: 'รายชื่อ 2569',
      headerRow: 7,
      columns: { contact_phone: 1, venue_name: 2, venue_id: 4 },
      unknownColumns: ['Owner', 'Owner'],
    });
  });

  it('gives a field to the first of two columns that claim it', () => {
    const { columns, unknownColumns } = check(aSheet([['venue_id', 'Name', 'Email', 'E-mail', 'Contact\nEmail']]));
    expect(columns).toEqual({ venue_id: 0, venue_name: 1, contact_email: 2 });
    expect(unknownColumns).toEqual(['E-mail', 'Contact Email']);
  });

  it('is taken from the tab with the most venues among those with ids and names', () => {
    const tabs = [
      { title: 'Log', values: [['Status', 'Notes', 'Tel'], ...Array.from({ length: 9 }, () => ['a', 'b', 'c'])] },
      { title: 'Old', values: [FIELDS, [1, 'A'], ['x', 'not one'], ['', 'nor this']] },
      { title: 'New', values: [['Read me first'], ['Venue', 'Venue ID'], ['A', 1], ['B', 2]] },
      { title: 'Empty', values: [] },
    ];
    expect(check({ title: '', timeZone: 'Asia/Bangkok', tabs })).toMatchObject({ tab: 'New', headerRow: 2 });
  });

  it('without a column for the id or the name is told apart from none at all', () => {
    const nameless = check(
      aSheet([
        ['venue_id', 'City', 'Status'],
        [1, 'Bangkok', 'active'],
      ]),
    );
    expect(nameless).toMatchObject({ headerRow: 1, guard: { ok: false, reason: 'no-id-or-name-column' } });
    expect(nameless.rows.map(({ kind }) => kind)).toEqual(['heading', 'invalid']);
    const idless = check(
      aSheet([
        ['Property Name', 'City'],
        ['A', 'Bangkok'],
      ]),
    );
    expect(idless.guard).toMatchObject({ ok: false, reason: 'no-id-or-name-column' });
    for (const values of [[], [[]], [['hello'], [1, 2, 3]], [['Status'], ['active']]]) {
      expect(check(aSheet(values))).toMatchObject({
        tab: null,
        headerRow: null,
        rows: [],
        guard: { ok: false, reason: 'no-header' },
      });
    }
    expect(check({ title: '', timeZone: 'UTC', tabs: [] }).guard.reason).toBe('no-header');
  });
});
