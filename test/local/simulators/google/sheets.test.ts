import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnLetters, columnNumber } from '../../../../local/simulators/google/a1-range.ts';
import { type ASimulator, aSimulator } from './a-simulator.ts';

const SHEET = {
  title: 'Venues',
  timeZone: 'Asia/Bangkok',
  tabs: [
    {
      title: 'Orders',
      values: [
        ['id', 'name', 'due date', 'paid', ''],
        [12, 'สมชาย', 46_347, true, null],
        [13, '', null, '', ''],
        [],
        ['', null, '#N/A'],
        [null, ''],
      ],
    },
    { title: 'Stock', values: [] },
    { title: "ใบสั่งซื้อ 1's", values: [[1]] },
  ],
};

let a: ASimulator;
let token: string;
beforeEach(async () => {
  a = await aSimulator({ sheet: SHEET });
  token = await a.tokenFor();
});
afterEach(() => a.close());

const get = (path: string) => a.get(`/v4/spreadsheets/abc${path}`, token);
const values = (range: string, query = '') => get(`/values/${encodeURIComponent(range)}${query}`);
const RAW = '?valueRenderOption=UNFORMATTED_VALUE';

describe('a spreadsheet', () => {
  it('tells its tabs with their grids, and no cells', async () => {
    const { body } = await get('');
    expect(body).toMatchObject({ spreadsheetId: 'abc', properties: { title: 'Venues', timeZone: 'Asia/Bangkok' } });
    expect(body.sheets[1].properties).toEqual({
      sheetId: 1_001,
      title: 'Stock',
      index: 1,
      sheetType: 'GRID',
      gridProperties: { rowCount: 1_000, columnCount: 26 },
    });
  });

  it.each<[string, unknown]>([
    ['properties.timeZone', { properties: { timeZone: 'Asia/Bangkok' } }],
    ['properties(title)', { properties: { title: 'Venues' } }],
    [
      'spreadsheetId,sheets(properties(title,gridProperties/rowCount))',
      {
        spreadsheetId: 'abc',
        sheets: SHEET.tabs.map(({ title }) => ({ properties: { title, gridProperties: { rowCount: 1_000 } } })),
      },
    ],
  ])('tells only the fields asked for: %s', async (fields, expected) => {
    expect((await get(`?fields=${encodeURIComponent(fields)}`)).body).toEqual(expected);
  });

  it.each(['nonsense', 'properties(', 'properties)', 'a,,b', ' '])('refuses the fields %p', async (fields) => {
    expect((await get(`?fields=${encodeURIComponent(fields)}`)).status).toBe(400);
  });
});

describe('values', () => {
  it('come ragged, without what is empty at the ends, dates as serial numbers', async () => {
    expect((await values('Orders', RAW)).body).toEqual({
      range: 'Orders!A1:Z1000',
      majorDimension: 'ROWS',
      values: [['id', 'name', 'due date', 'paid'], [12, 'สมชาย', 46_347, true], [13], [], ['', '', '#N/A']],
    });
  });

  it('come as shown unless asked otherwise', async () => {
    expect((await values('Orders!A2:D2')).body.values).toEqual([['12', 'สมชาย', '21/11/2026', 'TRUE']]);
    expect((await values('Orders!A2:D2', `${RAW}&dateTimeRenderOption=FORMATTED_STRING`)).body.values).toEqual([
      [12, 'สมชาย', '21/11/2026', true],
    ]);
  });

  it('have no values at all where nothing is', async () => {
    expect((await values('Stock', RAW)).body).toEqual({ range: 'Stock!A1:Z1000', majorDimension: 'ROWS' });
  });

  it.each<[string, string, unknown[][]]>([
    ['Orders!A1:B', 'Orders!A1:B1000', [['id', 'name'], [12, 'สมชาย'], [13]]],
    ['orders!B2:C2', 'Orders!B2:C2', [['สมชาย', 46_347]]],
    ['Orders!C2:B2', 'Orders!B2:C2', [['สมชาย', 46_347]]],
    ['Orders!2:2', 'Orders!A2:Z2', [[12, 'สมชาย', 46_347, true]]],
    ['Orders!A2', 'Orders!A2:A2', [[12]]],
    ['A1:A2', 'Orders!A1:A2', [['id'], [12]]],
    ['Orders!A999:ZZ2000', 'Orders!A999:Z1000', []],
    ["'ใบสั่งซื้อ 1''s'!A1:H", "'ใบสั่งซื้อ 1''s'!A1:H1000", [[1]]],
    ["'Stock'", 'Stock!A1:Z1000', []],
  ])('of %s are clipped to the grid', async (range, clipped, expected) => {
    const { status, body } = await values(range, RAW);
    expect([status, body.range]).toEqual([200, clipped]);
    expect(body.values ?? []).toEqual(expected);
  });

  it.each<[string, string]>([
    ['Nowhere!A1:B2', 'Unable to parse range: Nowhere!A1:B2'],
    ['Orders!?', 'Unable to parse range: Orders!?'],
    ["'Orders", "Unable to parse range: 'Orders"],
    ['Orders!AB1:AC2', 'Range (Orders!AB1:AC2) exceeds grid limits. Max rows: 1000, max columns: 26'],
  ])('of %s are refused', async (range, message) => {
    expect(await values(range)).toMatchObject({
      status: 400,
      body: { error: { status: 'INVALID_ARGUMENT', message } },
    });
  });

  it('of several ranges come in the order asked, for one read', async () => {
    const ranges = ['Stock', "'ใบสั่งซื้อ 1''s'", 'Orders!A2'].map((range) => `ranges=${encodeURIComponent(range)}`);
    const { body } = await get(`/values:batchGet?${ranges.join('&')}`);
    expect(body.valueRanges.map(({ range }: { range: string }) => range)).toEqual([
      'Stock!A1:Z1000',
      "'ใบสั่งซื้อ 1''s'!A1:Z1000",
      'Orders!A2:A2',
    ]);
    expect((await get(`/values:batchGet?${ranges[0]}&ranges=Gone`)).status).toBe(400);
  });

  it('come by columns when asked', async () => {
    expect((await values('Orders!A1:B3', `${RAW}&majorDimension=COLUMNS`)).body.values).toEqual([
      ['id', 12, 13],
      ['name', 'สมชาย'],
    ]);
  });

  it.each(['valueRenderOption=NICE', 'dateTimeRenderOption=X', 'majorDimension=Y'])(
    'are refused for %s',
    async (query) => {
      expect((await values('Orders', `?${query}`)).status).toBe(400);
    },
  );

  it('are 60 reads a minute for each user', async () => {
    for (let nth = 0; nth < 60; nth += 1) expect((await get('')).status).toBe(200);
    expect(await get('')).toMatchObject({ status: 429, body: { error: { status: 'RESOURCE_EXHAUSTED' } } });
    a.time.advance(60_000);
    expect((await get('')).status).toBe(200);
    await a.door('POST', 'faults', { readsPerMinute: null });
    for (let nth = 0; nth < 70; nth += 1) expect((await get('')).status).toBe(200);
  });

  it('may be 10,000 rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, nth) => [
      nth,
      `Venue ${nth}`,
      ...Array(11).fill('some text of a cell'),
    ]);
    await a.door('PUT', 'sheet', { title: 'Big', timeZone: 'Asia/Bangkok', tabs: [{ title: 'Big', values: rows }] });
    expect((await values('Big', RAW)).body.values).toHaveLength(10_000);
  });
});

describe('the sheet’s doors', () => {
  it('replace it and show it', async () => {
    const next = { title: 'T', timeZone: 'UTC', tabs: [{ title: 'A', values: [[1, null, 'x', false]] }] };
    expect(await a.door('PUT', 'sheet', next)).toEqual({ status: 200, body: next });
    expect((await a.door('GET', 'sheet')).body).toEqual(next);
  });

  it.each<[string, object | string]>([
    ['title', { timeZone: 'UTC', tabs: [{ title: 'A' }] }],
    ['timeZone', { title: 'T', timeZone: 'Mars/Base', tabs: [{ title: 'A' }] }],
    ['tabs', { title: 'T', timeZone: 'UTC', tabs: [] }],
    ['tabs[0].title', { title: 'T', timeZone: 'UTC', tabs: [{ values: [] }] }],
    ['tabs[1].title', { title: 'T', timeZone: 'UTC', tabs: [{ title: 'A' }, { title: 'a' }] }],
    ['tabs[0].values', { title: 'T', timeZone: 'UTC', tabs: [{ title: 'A', values: {} }] }],
    ['tabs[0].values[1]', { title: 'T', timeZone: 'UTC', tabs: [{ title: 'A', values: [[], [{}]] }] }],
    ['title', 'not JSON'],
  ])('say what is wrong: %s', async (field, sheet) => {
    const { status, body } = await a.door('PUT', 'sheet', sheet);
    expect([status, body.problem]).toEqual([400, expect.stringContaining(`'${field}'`)]);
    expect((await a.door('GET', 'sheet')).body).toEqual(SHEET);
  });

  it('edit cells as a person does, by letter or number', async () => {
    const cells = [
      { row: 2, column: 'B', value: 'Somchai' },
      { row: 8, column: 3, value: 46_348 },
    ];
    expect((await a.door('POST', 'sheet/cells', { tab: 'Orders', cells })).status).toBe(200);
    expect((await values('Orders!A2:C8', RAW)).body.values).toEqual([
      [12, 'Somchai', 46_347],
      [13],
      [],
      ['', '', '#N/A'],
      [],
      [],
      ['', '', 46_348],
    ]);
  });

  it('add and delete rows by their numbers', async () => {
    const { body } = await a.door('POST', 'sheet/rows', { tab: 'Orders', delete: [1, 3, 4, 5, 6], append: [[99]] });
    expect(body).toEqual({ tab: 'Orders', added: 1, deleted: 5, rows: 2 });
    expect((await values('Orders!A:A', RAW)).body.values).toEqual([[12], [99]]);
  });

  it.each<[string, object]>([
    ['cells', { tab: 'Gone', cells: [{ row: 1, column: 1, value: 1 }] }],
    ['cells', { cells: [] }],
    ['cells', { cells: [{ row: 0, column: 1, value: 1 }] }],
    ['cells', { cells: [{ row: 1, column: '$', value: 1 }] }],
    ['cells', { cells: [{ row: 1, column: 1, value: {} }] }],
    ['rows', { delete: [7] }],
    ['rows', { append: ['x'] }],
    ['rows', {}],
  ])('refuse in %s: %p', async (door, body) => {
    expect((await a.door('POST', `sheet/${door}`, body)).status).toBe(400);
    expect((await a.door('GET', 'sheet')).body).toEqual(SHEET);
  });

  it('take a body too large to be read for what it is', async () => {
    const { status, body } = await a.door('PUT', 'sheet', 'x'.repeat(4 * 1024 * 1024 + 1));
    expect([status, body.problem]).toEqual([413, expect.stringContaining('4194304')]);
  });

  it('go back to the start with a reset', async () => {
    await a.door('POST', 'sheet/rows', { tab: 'Orders', append: [[99]] });
    await a.door('POST', 'reset');
    expect((await a.door('GET', 'sheet')).body).toEqual(SHEET);
    expect((await a.door('GET', 'requests')).body).toEqual({ total: 0, byKind: {}, byStatus: {} });
  });
});

describe('a state file', () => {
  it('keeps the sheet over a restart, written whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'google-sheet-'));
    const stateFile = join(folder, 'simulators', 'sheet.json');
    const first = await aSimulator({ sheet: SHEET, stateFile });
    await first.door('POST', 'sheet/cells', { cells: [{ row: 1, column: 1, value: 'changed' }] });
    await first.close();
    expect(readdirSync(join(folder, 'simulators'))).toEqual(['sheet.json']);
    const second = await aSimulator({ sheet: SHEET, stateFile });
    expect((await second.door('GET', 'sheet')).body.tabs[0].values[0][0]).toBe('changed');
    await second.close();
  });
});

describe('letters of columns', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [702, 'ZZ'],
    [703, 'AAA'],
  ])('%i is %s', (number, letters) => {
    expect(columnLetters(number)).toBe(letters);
    expect(columnNumber(letters)).toBe(number);
  });
});
