import { type AccountLook, joinLooks } from '../../../lambdas/clients/soundtrack/index.ts';

const look = (ids: string, more: Partial<AccountLook> = {}): AccountLook => ({
  accountId: 'a',
  zones: [...ids].map((id) => ({ id, isPaired: true, online: true })),
  complete: false,
  unreadZones: 0,
  ...more,
});
const first = (ids: string, total: number, more: Partial<AccountLook> = {}) =>
  look(ids, { total, restAfter: 'x', ...more });

describe('an account read in two pages', () => {
  it.each<[string, AccountLook, AccountLook, object]>([
    [
      'is whole at its end',
      first('ab', 3),
      look('c', { total: 3, complete: true }),
      { complete: true, unreadZones: 0 },
    ],
    [
      'goes on where the second goes on',
      first('ab', 5),
      look('c', { total: 5, restAfter: 'y' }),
      { complete: false, restAfter: 'y', unreadZones: 0 },
    ],
    [
      'lacks what the first lacked',
      first('a', 3, { unreadZones: 1 }),
      look('c', { total: 3, complete: true }),
      { complete: false, unreadZones: 1 },
    ],
    [
      'lacks what neither brought',
      first('ab', 5),
      look('c', { total: 5, complete: true }),
      { complete: false, unreadZones: 2 },
    ],
    ['holds a zone that came twice once', first('ab', 3), look('bc', { total: 3, complete: true }), { complete: true }],
    [
      'is not whole when the rest failed',
      first('ab', 3),
      look('', { failure: 'forbidden' }),
      { complete: false, failure: 'forbidden', unreadZones: 0 },
    ],
    ['believes the newer count', first('ab', 4), look('c', { total: 3, complete: true }), { complete: true, total: 3 }],
  ])('%s', (_, one, other, expected) => {
    const joined = joinLooks(one, other);
    expect(joined).toMatchObject(expected);
    expect(new Set(joined.zones.map(({ id }) => id)).size).toBe(joined.zones.length);
    if (!('restAfter' in expected)) expect(joined).not.toHaveProperty('restAfter');
  });
});
