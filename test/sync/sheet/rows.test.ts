import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import type { RowKind } from '../../../lambdas/sync/sheet/checked-sheet.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { aRow, aSheet, check, FIELDS } from './a-sheet.ts';

const kindOf = (...row: Cell[]) => check([row]).rows[1]?.kind;

describe('a row', () => {
  it.each<[Cell[], RowKind]>([
    [[], 'blank'],
    [['', ' ', '\u200b', null], 'blank'],
    [[...Array(13).fill(''), 'far right of the columns'], 'note'],
    [[...Array(13).fill(''), false], 'blank'],
    [['THAILAND', ...Array(12).fill(''), 'far right of the columns'], 'heading'],
    [['THAILAND'], 'heading'],
    [['', 'Bangkok hotels'], 'heading'],
    [['', '', 'Oman'], 'heading'],
    [['กรุงเทพมหานคร'], 'heading'],
    [['Accor Group (12)'], 'heading'],
    [['1. Phuket'], 'heading'],
    [['Inactive'], 'heading'],
    [['', 'Please call Noi before you visit any of these.'], 'note'],
    [['update pending'], 'note'],
    [['?'], 'note'],
    [['ok'], 'note'],
    [['', 'รอข้อมูลจากลูกค้าค่ะ'], 'note'],
    [['', 'Ask Nok:\nwho owns this?'], 'note'],
    [['', '', '', '', '', '', '', 36], 'note'],
    [['#REF!'], 'note'],
    [[true], 'note'],
    [['Total', '', '', '', '', '', '', 36], 'note'],
    [['', 'Grand Total', '', '', '', '', '', '1,236'], 'note'],
    [['รวม', '', '', '', '', '', '', 36], 'note'],
    [['Total', '', '', '', '', '', '', '36 zones'], 'note'],
    [[120, 'Total'], 'note'],
    [[40, 'Total', 'Thailand', '', '', '', '', 45], 'note'],
    [[41, 'TOTAL', 'All locations', '', '', '', '', 120, 'active'], 'note'],
    [[42, 'Grand Total', '', '', '', '', '', '45 zones', '', '', 'sum of column H'], 'note'],
    [['', 'Total: 12 venues', '', '', '', '', '', 45], 'note'],
    [[8, 'Total', 'Bangkok', '', 'gm(at)hotel'], 'note'],
    [[43, 'รวม', 'กรุงเทพ', '', '', '', '', 45], 'note'],
    [['', 'Sum', 12, 13], 'note'],
    [['Total', '', '', '', '', '', 'THB 1,236,000', 36], 'note'],
    [['venue_id', 'venue_name', 'location'], 'heading'],
    [['Venue ID', 'Property Name'], 'heading'],
    [['', 'Hotel', 'City', 'Contact'], 'heading'],
    [[2, 'Venue Name', 'Location', 'Contact Name', 'Email'], 'heading'],
    [[1, 'Hotel A'], 'venue'],
    [['๑', 'Total Wine & Bar', 'Bangkok'], 'venue'],
    [[7, 'Sum', '', 'Khun Noi'], 'venue'],
    [[8, 'Total', 'Bangkok', 'Khun Noi'], 'venue'],
    [[9, 'Total', 'Bangkok', '', '', '', 'QWNjb3VudA'], 'venue'],
    [[10, 'Venue', 'City'], 'venue'],
    [[11, 'Total Fitness', '', '', '', '', '', 4], 'venue'],
    [[1005], 'invalid'],
    [[1005, '', 'Bangkok'], 'invalid'],
    [[1005, '#N/A', 'Bangkok'], 'invalid'],
    [[1005, 'x'.repeat(201)], 'invalid'],
    [['', 'Hotel A', 'Bangkok'], 'invalid'],
    [['1,024', 'Hotel A'], 'invalid'],
    [[true, 'Hotel A'], 'invalid'],
    [['#REF!', 'Hotel A', 'Bangkok'], 'invalid'],
    [['THAILAND', 'Hotel A'], 'invalid'],
    [[1, 'Hotel A (CLOSED)'], 'closed'],
  ])('of %j is %s', (row, kind) => expect(kindOf(...row)).toBe(kind));

  it('is not filled by an unticked box in a column nobody reads', () => {
    const boxes: Cell[][] = [
      ['venue_id', 'venue_name', 'Done'],
      [1, 'A', false],
      ['', '', false],
      ['THAILAND', '', false],
    ];
    const { rows } = checkSheet(aSheet(boxes), [], { maxChangeShare: 1 });
    expect(rows.map(({ kind }) => kind)).toEqual(['heading', 'venue', 'blank', 'heading']);
  });

  it('above the header is a heading, a note or blank, whatever it holds', () => {
    const values: Cell[][] = [['Venue master'], [], ['Updated:', 46347], [1, 'not yet a venue'], FIELDS, [1, 'A']];
    const { rows } = checkSheet(aSheet(values), [], { maxChangeShare: 1 });
    expect(rows.map(({ row, kind }) => [row, kind])).toEqual([
      [1, 'heading'],
      [2, 'blank'],
      [3, 'note'],
      [4, 'note'],
      [5, 'heading'],
      [6, 'venue'],
    ]);
  });

  it('with a cell nobody can read stays a venue, without that field', () => {
    const { rows } = check([
      aRow(1, 'Hotel A', { contact_phone: '12345', last_issue_date: '31 Feb 2025', zone_count: 4 }),
    ]);
    expect(rows[1]).toMatchObject({ kind: 'venue', venue: { zone_count: 4, location: null } });
    expect(rows[1]?.venue).not.toHaveProperty('contact_phone');
    expect(rows[1]?.venue).not.toHaveProperty('last_issue_date');
    expect(rows[1]?.problems.map(({ field, code }) => [field, code])).toEqual([
      ['contact_phone', 'not-a-phone'],
      ['last_issue_date', 'impossible-date'],
    ]);
  });

  it('without an id or a name says which', () => {
    const { rows } = check([['', 'Hotel A', 'Bangkok'], [1005], ['abc', '-', 'Bangkok']]);
    expect(rows.slice(1).map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`))).toEqual([
      ['venue_id missing'],
      ['venue_name missing'],
      ['venue_id not-an-id', 'venue_name missing'],
    ]);
  });
});

describe('a venue', () => {
  it.each([
    ['Hotel X (CLOSED)'],
    ['Hotel X [closed]'],
    ['[Closed] Hotel X'],
    ['CLOSED - Hotel X'],
    ['Hotel X - closed down'],
    ['Hotel X – Permanently closed'],
    ['Hotel X (Permanently Closed 2024)'],
    ['Hotel X (closed since March 2024)'],
    ['Hotel X *CLOSED*'],
    ['Hotel X CLOSED'],
    ['Hotel X permanently closed'],
    ['Four Seasons (closed)'],
    ['Winter Garden (closed down)'],
    ['Holiday Inn - permanently closed'],
    ['Hotel X - closed 31/10/2025'],
    ['Hotel X/closed'],
    ['Hotel X CLOSED 2024'],
    ['Hotel X_CLOSED'],
    ['Hotel X is closed'],
    ['Hotel X (perm. closed)'],
    ['Hotel X (closed/sold)'],
    ['Hotel X - closed, contract ended'],
    ['Hotel X （closed）'],
    ['Hotel X "closed"'],
    ['### CLOSED ### Hotel X'],
    ['Hotel X (the hotel closed permanently)'],
    ['Hotel X - Phuket permanently closed'],
    ['Will’s Bar permanently closed'],
    ['โรงแรมริเวอร์ (ปิดกิจการ)'],
    ['โรงแรมริเวอร์ ปิดถาวร'],
  ])('whose name says so is closed for good: %s', (name) => expect(kindOf(1, name, 'Bangkok')).toBe('closed'));

  it.each([
    ['The Closed Door Bar'],
    ['Enclosed Garden'],
    ['Closed Circuit Cafe'],
    ['Hotel X (Temporarily closed)'],
    ['Hotel X (closed for renovation until May)'],
    ['Hotel X - closed on Mondays'],
    ['Hotel X (closed 5-10 May 2025)'],
    ['Hotel X (closed, reopening May 2026)'],
    ['Hotel X (CLOSED) reopening in May'],
    ['Hotel X (closed?)'],
    ['Hotel X (not closed)'],
    ['Hotel X (closing soon)'],
    ['Never Closed'],
    ['Shut Up & Dance'],
    ['Hotel X (closed down for the season)'],
    ['Hotel X (closed down, back in May)'],
    ['Hotel X (out of business hours only)'],
    ['Hotel X will be permanently closed'],
    ['Hotel X (spa closed permanently)'],
    ['Hotel X - pool bar closed down'],
    ['Hotel X - closed, sold out until May'],
    ['Hotel X - spa is closed'],
    ['Case Closed'],
    ['Closed Hilton'],
    ['Out of Business Bar'],
    ['Ceased Business Lounge'],
    ['Defunct Records Bar'],
    ['Permanently Closed Eyes Spa'],
    ['โรงแรมริเวอร์ (ปิดปรับปรุง)'],
    ['โรงแรมริเวอร์ (ปิดชั่วคราว)'],
    ['โรงแรมริเวอร์ (ปิดวันจันทร์)'],
  ])('whose name does not say for good is open: %s', (name) => expect(kindOf(1, name, 'Bangkok')).toBe('venue'));

  it.each<[string, RowKind]>([
    ['Closed', 'closed'],
    ['CLOSED', 'closed'],
    ['Permanently closed', 'closed'],
    ['Closed down', 'closed'],
    ['Closed 2024', 'closed'],
    ['closed since 31/10/2025', 'closed'],
    ['Permanently closed (lease ended)', 'closed'],
    ['Permanently closed - sold', 'closed'],
    ['Closed permanently, new owner', 'closed'],
    ['Closed for good after the flood', 'closed'],
    ['PERMANENTLY CLOSED!', 'closed'],
    ['Closed down in 2023', 'closed'],
    ['Ceased operations', 'closed'],
    ['Perm. closed', 'closed'],
    ['Permanent close', 'closed'],
    ['Closed - sold', 'closed'],
    ['Cancelled / closed', 'closed'],
    ['Closed, contract ended', 'closed'],
    ['Venue closed', 'closed'],
    ['ปิดร้านถาวร', 'closed'],
    ['Closed, moving to a new floor', 'venue'],
    ['Closed - winter', 'venue'],
    ['สปาปิดถาวร', 'venue'],
    ['ปิดกิจการบางส่วน', 'venue'],
    ['Hotel permanently closed', 'closed'],
    ['Closed down for the winter', 'venue'],
    ['Shut down for low season', 'venue'],
    ['Closed down (monsoon)', 'venue'],
    ['Closed down due to flood, back in May', 'venue'],
    ['Closed permanently on Mondays', 'venue'],
    ['Ceased operations for the low season', 'venue'],
    ['Out of business hours', 'venue'],
    ['Permanently closed pool bar, hotel open', 'venue'],
    ['Permanent closure of the spa', 'venue'],
    ['Will be closed permanently in December', 'venue'],
    ['Out of business', 'closed'],
    ['ปิดถาวร', 'closed'],
    ['ปิดกิจการแล้ว', 'closed'],
    ['ปิดแล้ว', 'closed'],
    ['Temporarily closed', 'venue'],
    ['Closed for renovation until May', 'venue'],
    ['Closed on Mondays', 'venue'],
    ['Closed?', 'venue'],
    ['To be closed', 'venue'],
    ['Account closed', 'venue'],
    ['ปิดปรับปรุง', 'venue'],
    ['ปิดชั่วคราว', 'venue'],
    ['Cancelled', 'venue'],
  ])('with the status %s is %s', (subscription_status, kind) => {
    expect(check([aRow(1, 'Hotel X', { subscription_status })]).rows[1]?.kind).toBe(kind);
  });

  it('is never closed by its notes', () => {
    expect(check([aRow(1, 'Hotel X', { notes: 'CLOSED. Permanently closed.' })]).rows[1]?.kind).toBe('venue');
  });

  it('closed by its name and active by its status says that they disagree', () => {
    const [, row] = check([aRow(1, 'Hotel X (CLOSED)', { subscription_status: 'Active' })]).rows;
    expect(row).toMatchObject({
      kind: 'closed',
      problems: [{ field: 'subscription_status', code: 'closed-but-active' }],
    });
    expect(check([aRow(1, 'Hotel X', { subscription_status: 'Closed' })]).rows[1]?.problems).toEqual([]);
  });
});

describe('an id that stands twice', () => {
  it('leaves the first row a venue and makes later ones duplicates', () => {
    const { rows, diff } = check([aRow(1, 'A'), aRow(2, 'B'), aRow('๑', 'A'), aRow(1, 'A')]);
    expect(rows.slice(1).map(({ kind, problems }) => [kind, ...problems.map(({ code }) => code)])).toEqual([
      ['venue'],
      ['venue'],
      ['duplicate', 'duplicate-id'],
      ['duplicate', 'duplicate-id'],
    ]);
    expect(diff.added).toEqual([1, 2]);
  });

  it('with other content is a problem of both rows', () => {
    const { rows } = check([aRow(1, 'A', { notes: 'x' }), aRow(1, 'A', { notes: 'y' })]);
    expect(rows.slice(1).map(({ kind, problems }) => [kind, ...problems.map(({ code }) => code)])).toEqual([
      ['venue', 'duplicate-differs'],
      ['duplicate', 'duplicate-differs'],
    ]);
    expect(rows[1]?.problems[0]?.message).toContain('row 3');
    expect(rows[2]?.problems[0]?.message).toContain('row 2');
  });

  it('in a row without a name does not claim the id', () => {
    expect(check([[1, '', 'Bangkok'], aRow(1, 'A')]).rows.map(({ kind }) => kind)).toEqual([
      'heading',
      'invalid',
      'venue',
    ]);
  });
});
