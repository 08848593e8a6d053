import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './a-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'sync-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'out.json');
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const run = (...args: string[]) => runScript('sync-check', args, folder);
const written = () => JSON.parse(readFileSync(out, 'utf8'));

const sheet = file('sheet.json', {
  title: 'Master',
  timeZone: 'Asia/Bangkok',
  tabs: [
    { title: 'Empty' },
    {
      title: 'Venues',
      values: [
        ['Venue master'],
        ['Venue ID', 'Property Name', 'Tel', 'Status', 'Owner'],
        ['THAILAND'],
        [1, 'Hotel A', 812345678, 'Active', true],
        ['2', 'Hotel B', '12345', 'Closed'],
        ['', 'Hotel C', '02-123-4567'],
      ],
    },
  ],
});
const current = file('current.json', {
  venues: [
    {
      venue_id: '1',
      venue_name: 'Hotel A',
      contact_phone: '081-234-5678',
      subscription_status: 'trial',
      location: 'Bangkok',
    },
    { venue_id: 2, venue_name: 'Hotel B' },
  ],
});

describe('sync:check', () => {
  it('writes the preview and tells a person what is in it', async () => {
    const { code, printed } = await run('--sheet', sheet, '--current', current, '--out', out);
    expect(code).toBe(0);
    expect(written()).toMatchObject({
      tab: 'Venues',
      headerRow: 2,
      columns: { venue_id: 0, venue_name: 1, contact_phone: 2, subscription_status: 3 },
      unknownColumns: ['Owner'],
      diff: { added: [], changed: [{ id: 1, fields: ['subscription_status'] }], removed: [2] },
    });
    expect(written().guard).toEqual({ ok: false, share: 1, reason: 'too-much-changes' });
    expect(printed).toContain('a person must approve');
    expect(written().rows.map(({ row, kind }: { row: number; kind: string }) => `${row} ${kind}`)).toEqual([
      ...['1 heading', '2 heading', '3 heading', '4 venue', '5 closed', '6 invalid'],
    ]);
    expect(printed).toContain('tab “Venues”, column titles in row 2: 6 rows (3 heading, 1 venue, 1 closed, 1 invalid)');
    expect(printed).toContain('row 6, venue_id: the venue id is empty');
    expect(printed).toContain('- removed: Hotel B (2), closed for good');
    expect(printed).toContain('~ Hotel A (1): subscription status trial → active');
  });

  it('takes another limit, and no known venues for a first sync', async () => {
    await run('--sheet', sheet, '--current', current, '--out', out, '--max-change', '1');
    expect(written().guard).toMatchObject({ ok: true, share: 1, reason: 'within-limit' });
    await run('--sheet', sheet, '--out', out);
    expect(written()).toMatchObject({ diff: { added: [1] }, guard: { ok: true, share: 0, reason: 'first-sync' } });
  });

  it('previews a sheet without a header too', async () => {
    const bare = file('bare.json', { title: '', timeZone: 'UTC', tabs: [] });
    expect(await run('--sheet', bare, '--out', out)).toMatchObject({
      code: 0,
      printed: expect.stringContaining('Refused'),
    });
    expect(written()).toMatchObject({ tab: null, rows: [], guard: { ok: false, reason: 'no-header' } });
  });

  it.each<[string, () => string[], string]>([
    ['a missing option', () => ['--sheet', sheet], 'use --sheet FILE --out FILE'],
    ['an unknown option', () => ['--sheet', sheet, '--out', out, '--dry'], "Unknown option '--dry'"],
    [
      'a limit that is none',
      () => ['--sheet', sheet, '--out', out, '--max-change', '10%'],
      'expected a share from 0 to 1',
    ],
    ['a missing file', () => ['--sheet', join(folder, 'none.json'), '--out', out], 'none.json: ENOENT'],
    ['a file that is not JSON', () => ['--sheet', file('x.json', '{"title":'), '--out', out], 'x.json: not JSON'],
    [
      'another file',
      () => ['--sheet', file('y.json', { tabs: [{ title: 'A', values: [[{}]] }] }), '--out', out],
      'y.json: tabs.0.values.0.0',
    ],
    [
      'known venues without ids',
      () => ['--sheet', sheet, '--out', out, '--current', file('z.json', { venues: [{ venue_name: 'A' }] })],
      'z.json: venues.0: expected a venue_id',
    ],
    ['a place it cannot write to', () => ['--sheet', sheet, '--out', join(folder, 'none', 'out.json')], 'ENOENT'],
  ])('tells %s in a line', async (_, args, words) => {
    const { code, printed } = await run(...args());
    expect(code).not.toBe(0);
    expect(printed).toContain(words);
    expect(printed).not.toContain('    at ');
  });
});
