import { readableDiff } from '../../../lambdas/sync/sheet/readable-diff.ts';
import { aCurrentVenue, aRow, check } from './a-sheet.ts';

describe('the difference in words', () => {
  it('tells counts first, then removed venues, the gravest changes, and new ones', () => {
    const current = [
      aCurrentVenue(1001, 'Grand Palms', { notes: 'x' }),
      aCurrentVenue(1002, 'Hilton Pattaya', { contact_phone: '+66812345678', contact_email: 'gm@hotel.com' }),
      aCurrentVenue(1003, 'Gone'),
      aCurrentVenue(1004, 'Old Bar'),
      aCurrentVenue(1005, 'Blue', { soundtrack_account_id: 'A1' }),
    ];
    const rows = [
      aRow(1001, 'Grand Palms', { notes: 'y\nz' }),
      aRow(1002, 'Hilton Pattaya', { contact_phone: '089-876-5432', contact_email: 'gm@hotel.com' }),
      aRow(1004, 'Old Bar (CLOSED)'),
      aRow(1005, 'Blue'),
      aRow(2000, 'New Place', { zone_count: 'two' }),
    ];
    expect(readableDiff(check(rows, current, 0.1), current).split('\n')).toEqual([
      'Refused, a person must approve: 100 % of the known venues would change, go or have rows that cannot be read (3 venues changed, 2 removed, 1 added).',
      '2 venues removed, 3 changed, 1 new; 1 problem in the sheet.',
      '- removed: Gone (1003), no longer in the sheet',
      '- removed: Old Bar (1004), closed for good',
      '~ Blue (1005): soundtrack account id A1 → empty',
      '~ Hilton Pattaya (1002): contact phone +66812345678 → +66898765432',
      '~ Grand Palms (1001): notes x → y z',
      '+ new: New Place (2000)',
    ]);
  });

  it('counts what does not fit', () => {
    const rows = Array.from({ length: 452 }, (_, at) => aRow(at + 1, `Hotel ${at}`));
    const lines = readableDiff(check(rows), []).split('\n');
    expect(lines).toHaveLength(2 + 40 + 1);
    expect(lines.at(-1)).toBe('and 412 more');
  });
});
