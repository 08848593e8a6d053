import { type AConsole, aConsole } from '../a-console.ts';
import { SHEET } from './a-venue-desk.ts';

let desk: AConsole;
beforeEach(async () => {
  desk = await aConsole();
});
afterEach(() => desk.close());

const names = async () => (await desk.venues.rows())?.map((row) => row[1]);

describe('the sheet in the console', () => {
  it('is shown by pages, found by words, and says what is damaged', async () => {
    const { status, body } = await desk.get(`/api/sheet?search=${encodeURIComponent('ดุสิต')}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tab: 'Venues', matching: 1, rows: [{ row: 6 }], damage: [] });
    expect((await desk.get('/api/sheet?tab=Archive')).body.problem).toBe(
      'There is no tab "Archive"; there are: Read me, Venues.',
    );
    expect((await desk.get('/api/sheet?after=x')).status).toBe(400);
  });

  it('takes an edit of a cell, and keeps text as text', async () => {
    const html = '<img src=x onerror=alert(1)>';
    const cells = [{ row: 4, column: 2, value: html, was: 'Hilton Pattaya' }];
    expect(await desk.post('/api/sheet/cells', { cells })).toMatchObject({ status: 200, body: { tab: 'Venues' } });
    expect((await desk.venues.rows())?.[3]).toEqual([1002, html, 'Chonburi']);
  });

  it('writes nothing where somebody else was faster', async () => {
    const cells = [
      { row: 3, column: 2, value: 'A', was: 'Hilton Bangkok' },
      { row: 4, column: 2, value: 'B', was: 'Hilton Cha-am' },
    ];
    const { status, body } = await desk.post('/api/sheet/cells', { cells });
    expect([status, body.problem]).toEqual([409, expect.stringContaining('row 4 now holds "Hilton Pattaya"')]);
    expect(await desk.venues.rows()).toEqual(SHEET.tabs[1]?.values);
  });

  it('takes an empty cell and one that was never filled for the same', async () => {
    const cells = [{ row: 4, column: 4, value: '2026-11-01', was: '' }];
    expect((await desk.post('/api/sheet/cells', { cells })).status).toBe(200);
    expect((await desk.venues.rows())?.[3]).toEqual([1002, 'Hilton Pattaya', 'Chonburi', '2026-11-01']);
  });

  it('adds rows at the end and deletes the one that is meant', async () => {
    await desk.post('/api/sheet/rows', { append: [[2001, 'Riverside']] });
    expect((await names())?.at(-1)).toBe('Riverside');
    const wrong = await desk.post('/api/sheet/rows', { delete: [3], were: [[1002, 'Hilton Pattaya']] });
    expect([wrong.status, wrong.body.problem]).toEqual([409, expect.stringContaining('row 3 is another one now')]);
    await desk.post('/api/sheet/rows', { delete: [4], were: [[1002, 'Hilton Pattaya', 'Chonburi', null, '']] });
    expect(await names()).toEqual([
      undefined,
      'Property Name',
      'Hilton Bangkok',
      'note of Anna',
      'โรงแรมดุสิต',
      'Riverside',
    ]);
  });

  it.each([
    ['/api/sheet/cells', { cells: [] }, /'cells'/],
    ['/api/sheet/cells', { cells: [{ row: 0, column: 1, value: 'x' }] }, /'cells.0.row'/],
    ['/api/sheet/cells', { tab: 'Archive', cells: [{ row: 1, column: 1, value: 'x' }] }, /no tab "Archive"/],
    ['/api/sheet/rows', {}, /'append' or 'delete'/],
    ['/api/sheet/rows', { delete: [99] }, /from 1 to 6/],
    ['/api/sheet/damage', { kind: 'burn' }, /'kind'.*put-back/],
  ])('%s refuses %j in words', async (path, request, words) => {
    const { status, body } = await desk.post(path, request);
    expect([status, body.problem]).toEqual([400, expect.stringMatching(words)]);
    expect(await desk.venues.rows()).toEqual(SHEET.tabs[1]?.values);
  });

  it('says so when Google does not answer at all', async () => {
    await desk.venues.google.close();
    const { status, body } = await desk.get('/api/sheet');
    expect([status, body.problem]).toEqual([502, expect.stringMatching(/google simulator .* does not answer/)]);
  });
});

describe('damaging the sheet', () => {
  const damage = (kind: string) => desk.post('/api/sheet/damage', { kind });

  it.each([
    [
      'rename-header',
      () => expect.arrayContaining([expect.arrayContaining(['venue_id', expect.not.stringMatching('Property')])]),
    ],
    ['empty', () => []],
    ['drop-most', () => SHEET.tabs[1]?.values.filter(([id]) => id !== 1002 && id !== 1003)],
  ])('%s is undone by putting it back', async (kind, rows) => {
    expect((await damage(kind)).body).toEqual({ damage: [kind] });
    expect(await desk.venues.rows()).toEqual(rows());
    expect((await desk.get('/api/sheet')).body.damage).toEqual([kind]);
    expect((await damage('put-back')).body).toEqual({ damage: [] });
    expect(await desk.venues.desk.sheet.read()).toEqual(SHEET);
  });

  it.each([
    ['revoke-permission', 'notShared'],
    ['rate-limit', 'rateLimited'],
  ])('%s is a fault at Google until it is put back', async (kind, fault) => {
    expect((await damage(kind)).body).toEqual({ damage: [kind] });
    expect(await desk.venues.desk.sheet.faults()).toHaveProperty(fault);
    expect((await damage('put-back')).body).toEqual({ damage: [] });
    expect(await desk.venues.desk.sheet.faults()).toEqual({});
  });

  it('twice is put back to what it was before the first time', async () => {
    await damage('drop-most');
    expect((await damage('empty')).body.damage).toEqual(['empty', 'drop-most']);
    const again = await damage('rename-header');
    expect([again.status, again.body.problem]).toEqual([409, expect.stringContaining('put it back first')]);
    await damage('put-back');
    expect(await desk.venues.desk.sheet.read()).toEqual(SHEET);
  });

  it('changes nothing by putting back what is not damaged', async () => {
    expect((await damage('put-back')).body).toEqual({ damage: [] });
    expect(await desk.venues.desk.sheet.read()).toEqual(SHEET);
  });
});
