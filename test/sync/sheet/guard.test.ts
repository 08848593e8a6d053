import type { GuardReason } from '../../../lambdas/sync/sheet/checked-sheet.ts';
import { guardOf, refused } from '../../../lambdas/sync/sheet/guard.ts';
import { guardInWords } from '../../../lambdas/sync/sheet/guard-in-words.ts';
import { aCurrentVenue, aRow, check } from './a-sheet.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const guard = (
  sizes: { added?: number; changed?: number; removed?: number; lost?: number },
  current: number,
  maxChangeShare = 0.1,
  venueRows = 1,
) =>
  guardOf({
    diff: {
      added: ids(sizes.added ?? 0),
      changed: ids(sizes.changed ?? 0).map((id) => ({ id, fields: ['notes'] })),
      removed: ids(sizes.removed ?? 0),
    },
    lost: sizes.lost ?? 0,
    current,
    venueRows,
    maxChangeShare,
  });

describe('the guard', () => {
  it.each<[Parameters<typeof guard>, boolean, number, GuardReason]>([
    [[{ added: 500 }, 0], true, 0, 'first-sync'],
    [[{}, 0, 0.1, 0], true, 0, 'first-sync'],
    [[{}, 10], true, 0, 'nothing-changed'],
    [[{ added: 500 }, 10], true, 0, 'within-limit'],
    [[{ changed: 1 }, 10], true, 0.1, 'within-limit'],
    [[{ changed: 3 }, 30], true, 0.1, 'within-limit'],
    [[{ changed: 1, removed: 1, lost: 1 }, 30], true, 0.1, 'within-limit'],
    [[{ changed: 7 }, 10, 0.7], true, 0.7, 'within-limit'],
    [[{ changed: 1, removed: 1 }, 10], false, 0.2, 'too-much-changes'],
    [[{ lost: 2 }, 10], false, 0.2, 'too-much-changes'],
    [[{ removed: 1 }, 10, 0], false, 0.1, 'too-much-changes'],
    [[{ removed: 10 }, 10, 1, 0], false, 1, 'no-venues-left'],
    [[{ removed: 10 }, 10, 1], true, 1, 'within-limit'],
  ])('of %j says ok %s, share %s, %s', (sizes, ok, share, reason) =>
    expect(guard(...sizes)).toEqual({ ok, share, reason }),
  );

  it.each<[removed: number, endedLately: number, ok: boolean, share: number, reason: GuardReason]>([
    [1, 0, true, 1 / 90, 'within-limit'],
    [1, 9, false, 10 / 99, 'too-much-in-a-day'],
    [0, 90, true, 0, 'nothing-changed'],
    [10, 40, false, 10 / 90, 'too-much-changes'],
  ])('of %i gone of 90, after %i within a day, says ok %s', (removed, endedLately, ok, share, reason) => {
    const diff = { added: [], changed: [], removed: ids(removed) };
    const size = { lost: 0, current: 90, venueRows: 1 };
    expect(guardOf({ diff, ...size, endedLately, maxChangeShare: 0.1 })).toEqual({ ok, share, reason });
  });

  it.each(ids(100))('lets exactly %i of 100 pass when that is the limit', (limit) => {
    const share = Number(`${limit / 100}`);
    expect(guard({ changed: limit }, 100, share).ok).toBe(true);
    expect(guard({ changed: limit * 7 }, 700, share).ok).toBe(true);
    expect(guard({ changed: limit + 1 }, 100, share).ok).toBe(false);
  });

  it('refuses a sheet without venues while some are known', () => {
    const { guard: verdict } = check([['THAILAND'], aRow(1, 'A (CLOSED)')], [aCurrentVenue(1, 'A')], 1);
    expect(verdict).toEqual({ ok: false, share: 1, reason: 'no-venues-left' });
  });

  it.each<[Parameters<typeof guard>, string]>([
    [[{ added: 1 }, 0], 'First sync: 1 venue to add, nothing is known yet.'],
    [
      [{ changed: 1 }, 3000],
      'May be applied: 1 venue changed, 0 removed, 0 added; 0 % of the known venues are touched.',
    ],
    [
      [{ changed: 2000, removed: 12 }, 3000],
      'Refused, a person must approve: 67.1 % of the known venues would change, go or have rows that cannot be read (2,000 venues changed, 12 removed, 0 added).',
    ],
  ])('of %j is told in words', (sizes, words) => {
    const verdict = guard(...sizes);
    const [{ added = 0, changed = 0, removed = 0 }] = sizes;
    const diff = { added: ids(added), changed: ids(changed).map((id) => ({ id, fields: [] })), removed: ids(removed) };
    expect(guardInWords(verdict, diff)).toBe(words);
  });

  it('says what is missing in a sheet it cannot read', () => {
    const nothing = { added: [], changed: [], removed: [] };
    expect(guardInWords(refused('no-header'), nothing)).toMatch(/^Refused: no tab has a row of column titles/);
    expect(guardInWords(refused('no-id-or-name-column'), nothing)).toMatch(/^Refused: the sheet has no column/);
  });
});
