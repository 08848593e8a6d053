import type { ZoneState } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { movedAccounts } from '../../../lambdas/monitoring/polling/moved-accounts.ts';
import type { AccountToSave } from '../../../lambdas/monitoring/store/account-states.ts';
import { statesInMemory } from '../store/in-memory.ts';

const is = (status: ZoneState['status'], more: Partial<ZoneState> = {}): ZoneState => ({
  status,
  since: 1,
  agreedAt: 1,
  everUp: true,
  ...more,
});

async function hasMoved(
  zones: readonly ZoneState[] | undefined,
  count: { total: number; offline: number },
  more: { unread?: { since: number; reason: string }; leg?: string; shard?: string } = {},
): Promise<boolean> {
  const states = statesInMemory();
  const { leg = 'p0', shard = 'one', unread } = more;
  if (zones) {
    const state = {
      zones: Object.fromEntries(zones.map((zone, at) => [`z${at}`, zone])),
      observedAt: 1,
      ...(unread && { unread }),
    };
    const event: AccountToSave['event'] = {
      id: 'a#1',
      accountId: 'a',
      seq: 1,
      observedAt: 1,
      venueOf: {},
      changes: [],
    };
    await states.save({ accountId: 'a', shard, leg, state, event }, new Date(0));
  }
  return (await movedAccounts([{ accountId: 'a', ...count }], 'p0', { states, shard: 'one' })).has('a');
}

describe('an account whose zones are only counted', () => {
  it.each<[string, readonly ZoneState[] | undefined, { total: number; offline: number }, boolean]>([
    ['that was never read', undefined, { total: 1, offline: 0 }, true],
    ['with all zones up, none offline', [is('up'), is('up')], { total: 2, offline: 0 }, false],
    ['with all zones up, one offline', [is('up'), is('up')], { total: 2, offline: 1 }, true],
    ['with one down, one offline', [is('up'), is('down')], { total: 2, offline: 1 }, false],
    ['with one down, none offline any more', [is('up'), is('down')], { total: 2, offline: 0 }, true],
    ['with one zone more than known', [is('up')], { total: 2, offline: 0 }, true],
    ['with one zone less than known', [is('up'), is('up')], { total: 1, offline: 0 }, true],
    ['with a silent zone, which is connected', [is('silent')], { total: 1, offline: 0 }, false],
    ['with an unpaired zone, which is not counted', [is('unpaired')], { total: 1, offline: 0 }, false],
    ['with a lapsed zone, connected', [is('lapsed')], { total: 1, offline: 0 }, false],
    ['with a lapsed zone, not connected', [is('lapsed')], { total: 1, offline: 1 }, false],
    ['under suspicion', [is('up', { contrary: { to: 'down', at: [1] } })], { total: 1, offline: 0 }, true],
    [
      'under suspicion that the count agrees with',
      [is('up', { contrary: { to: 'down', at: [1] } })],
      { total: 1, offline: 1 },
      true,
    ],
    ['that is missed', [is('down', { missed: [1] })], { total: 1, offline: 1 }, true],
    ['that calms down', [is('up', { calm: [1] })], { total: 1, offline: 0 }, true],
    ['of which a zone is unknown', [is('up', { unknownSince: 1 })], { total: 1, offline: 0 }, true],
  ])('%s: looked at or not', async (_, zones, count, expected) => expect(await hasMoved(zones, count)).toBe(expected));

  it('that could not be read is looked at', async () => {
    const unread = { since: 1, reason: 'forbidden' };
    expect(await hasMoved([is('up')], { total: 1, offline: 0 }, { unread })).toBe(true);
  });

  it('whose state names another leg is looked at, so that it names this one', async () => {
    expect(await hasMoved([is('up')], { total: 1, offline: 0 }, { leg: 'a3' })).toBe(true);
    expect(await hasMoved([is('up')], { total: 1, offline: 0 }, { shard: 'two' })).toBe(true);
  });
});
