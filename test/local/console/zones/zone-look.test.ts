import type { WatchedZone } from '../../../../lambdas/monitoring/detection/context.ts';
import { REASONS } from '../../../../lambdas/monitoring/detection/reasons.ts';
import type { ZoneState } from '../../../../lambdas/monitoring/detection/zone-state.ts';
import { DEFAULT_POLICY } from '../../../../lambdas/monitoring/policy.ts';
import { reasonInWords } from '../../../../local/console/zones/event-in-words.ts';
import { lookOf, worstOf } from '../../../../local/console/zones/zone-look.ts';

const zone = (more: Partial<WatchedZone> = {}): WatchedZone => ({
  id: 'a',
  venueId: '1001',
  critical: false,
  hoursAt: () => 'open',
  ...more,
});
const state = (more: Partial<ZoneState> = {}): ZoneState => ({
  status: 'up',
  since: 1,
  agreedAt: 1,
  everUp: true,
  ...more,
});
const outage = { id: 'o', beganAt: 1, countedFrom: 1, confirmedAt: 2 };
const closed = zone({ hoursAt: () => 'closed' });

describe('a zone looks', () => {
  it.each<[string, ZoneState | undefined, WatchedZone, object]>([
    ['unknown before it was read', undefined, zone(), { look: 'unknown' }],
    ['up', state(), zone(), { look: 'up' }],
    ['up in a closed venue too: it answers', state(), closed, { look: 'up' }],
    ['suspected at a first bad reading', state({ contrary: { to: 'down', at: [2] } }), zone(), { look: 'suspected' }],
    [
      'up at a first bad reading that nobody waits for',
      state({ contrary: { to: 'down', at: [2] } }),
      closed,
      { look: 'up' },
    ],
    ['suspected while readings are counted', state({ status: 'silent', missed: [2] }), zone(), { look: 'suspected' }],
    [
      'suspected when its venue opens and nothing is counted yet',
      state({ status: 'down' }),
      zone(),
      { look: 'suspected' },
    ],
    ['out', state({ status: 'down', outage: { ...outage, cause: 'down' } }), zone(), { look: 'outage' }],
    [
      'out over closing time: the outage lasts',
      state({ status: 'down', outage: { ...outage, cause: 'down' } }),
      closed,
      { look: 'outage' },
    ],
    ['silent', state({ status: 'silent', outage: { ...outage, cause: 'silent' } }), zone(), { look: 'silent' }],
    ['resting while closed', state({ status: 'down' }), closed, { look: 'resting', rest: 'closed' }],
    [
      'resting when it never was up',
      state({ status: 'down', everUp: false }),
      zone(),
      { look: 'resting', rest: 'never-seen-up' },
    ],
    ['resting when dormant', state({ status: 'down', dormantSince: 1 }), zone(), { look: 'resting', rest: 'dormant' }],
    ['resting without a player', state({ status: 'unpaired' }), zone(), { look: 'resting', rest: 'unpaired' }],
    ['resting without a subscription', state({ status: 'lapsed' }), zone(), { look: 'resting', rest: 'lapsed' }],
    [
      'resting when it is of no venue',
      state({ status: 'down' }),
      zone({ venueId: null }),
      { look: 'resting', rest: 'not-a-venue' },
    ],
  ])('%s', (_, known, watched, expected) => {
    expect(lookOf(known, watched, { now: 3, policy: DEFAULT_POLICY })).toEqual(expected);
  });

  it('as its venue looks by the worst of them, and by those that play before those that rest', () => {
    expect(worstOf(['resting', 'up', 'suspected', 'silent', 'outage'])).toBe('outage');
    expect(worstOf(['resting', 'up'])).toBe('up');
    expect(worstOf(['resting'])).toBe('resting');
    expect(worstOf([])).toBe('unknown');
  });
});

describe('every reason of detection', () => {
  it('is told in words', () => {
    for (const reason of REASONS) expect(reasonInWords(reason)).not.toBe(reason);
    expect(reasonInWords('something-new')).toBe('something-new');
  });
});
