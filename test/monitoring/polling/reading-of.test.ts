import type { AccountLook, ZoneLook } from '../../../lambdas/clients/soundtrack/looks.ts';
import type { ZoneStatus } from '../../../lambdas/events/zone-change.ts';
import { readingOf } from '../../../lambdas/monitoring/polling/reading-of.ts';

const kindOf = (zone: Omit<ZoneLook, 'id'>, known?: ZoneStatus) => {
  const look: AccountLook = { accountId: 'a', zones: [{ id: 'z', ...zone }], complete: true, unreadZones: 0 };
  return readingOf(look, 1, () => known).zones.get('z')?.kind;
};

const SUBSCRIPTIONS = ['ACTIVE', 'CANCELLED', 'EXPIRED', 'INACTIVE', 'PAUSED', null] as const;
const PLAYBACKS = ['playing', 'paused', 'offline', 'unpaired', 'not_supported', null] as const;
const isOver = (subscription: string | null) => subscription === 'EXPIRED' || subscription === 'CANCELLED';
const isIdle = (subscription: string | null) => subscription === 'INACTIVE' || subscription === 'PAUSED';

const COMBINATIONS = [true, false].flatMap((isPaired) =>
  [true, false].flatMap((online) =>
    SUBSCRIPTIONS.flatMap((subscriptionState) =>
      PLAYBACKS.map((state) => ({ isPaired, online, subscriptionState, playback: state && { state, volume: 8 } })),
    ),
  ),
);

/** The same as a table of sentences, from the most to the least certain. */
function expected(
  { isPaired, online, subscriptionState, playback }: (typeof COMBINATIONS)[number],
  known: ZoneStatus | undefined,
): string {
  if (online && playback?.state === 'playing') return 'playing';
  if (!isPaired) return 'unpaired';
  if (isOver(subscriptionState)) return 'subscription-expired';
  if (subscriptionState === null && known === 'lapsed') return online ? 'online' : 'subscription-expired';
  if (!online) return isIdle(subscriptionState) ? 'subscription-expired' : 'offline';
  const kinds: Record<string, string> = { paused: 'paused', not_supported: 'not-reporting' };
  return kinds[playback?.state ?? ''] ?? 'online';
}

describe('a reading', () => {
  it.each(COMBINATIONS)('of %j is what it says', (zone) => {
    for (const known of [undefined, 'up', 'down', 'silent', 'lapsed', 'unpaired'] as const) {
      expect(kindOf(zone as Omit<ZoneLook, 'id'>, known)).toBe(expected(zone, known));
    }
  });

  it('is never bad where something plays, and never good where nothing is connected', () => {
    for (const zone of COMBINATIONS) {
      const kind = kindOf(zone as Omit<ZoneLook, 'id'>);
      if (zone.online && zone.playback?.state === 'playing') expect(kind).toBe('playing');
      if (!zone.online) expect(['offline', 'unpaired', 'subscription-expired']).toContain(kind);
    }
  });

  it.each<[boolean, boolean, ZoneStatus | undefined, string]>([
    [true, true, undefined, 'online'],
    [true, true, 'lapsed', 'online'],
    [true, true, 'down', 'online'],
    [true, false, undefined, 'offline'],
    [true, false, 'up', 'offline'],
    [true, false, 'lapsed', 'subscription-expired'],
    [false, false, 'up', 'unpaired'],
    [false, true, 'up', 'unpaired'],
  ])('of presence alone (paired %s, online %s, known as %s) is %s', (isPaired, online, known, kind) => {
    expect(kindOf({ isPaired, online }, known)).toBe(kind);
  });

  it.each<[string, object, object]>([
    ['volume that is told', { playback: { state: 'playing', volume: 0 } }, { kind: 'playing', volume: 0 }],
    ['volume that is not told', { playback: { state: 'playing', volume: null } }, { kind: 'playing' }],
    ['playback that is not told', { playback: null, subscriptionState: null }, { kind: 'online' }],
  ])('keeps %s', (_, zone, reading) => {
    const look = {
      accountId: 'a',
      zones: [{ id: 'z', isPaired: true, online: true, ...zone }],
      complete: true,
      unreadZones: 0,
    };
    expect(readingOf(look as AccountLook, 1, () => undefined).zones.get('z')).toEqual(reading);
  });

  it.each<[string, Partial<AccountLook>, { complete: boolean; unread?: string }]>([
    ['is complete when all zones are there', {}, { complete: true }],
    ['of an account without zones is complete', { zones: [] }, { complete: true }],
    ['is not complete when a zone came without its data', { unreadZones: 1 }, { complete: false }],
    ['is not complete when the list is not', { complete: false }, { complete: false }],
    ['is not complete when the rest failed', { failure: 'failed' }, { complete: false }],
    [
      'of an account that failed is unread',
      { zones: [], complete: false, failure: 'forbidden' },
      { complete: false, unread: 'forbidden' },
    ],
  ])('%s', (_, more, outcome) => {
    const zone: ZoneLook = { id: 'z', isPaired: true, online: true };
    const look = { accountId: 'a', zones: [zone], complete: true, unreadZones: 0, ...more };
    const { complete, unread } = readingOf(look, 1, () => undefined);
    expect({ complete, ...(unread && { unread }) }).toEqual(outcome);
  });
});
