import type { Expectation } from '../../../lambdas/events/zone-change.ts';
import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { expectationOf, isBad } from '../../../lambdas/monitoring/detection/expectation.ts';
import type { ZoneState } from '../../../lambdas/monitoring/detection/zone-state.ts';
import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';

/**
 * How a zone is shown, worst first; `resting` is everything that nobody misses now, `unknown` what was never read. What
 * is known but old keeps its look and is marked as old.
 */
export const ZONE_LOOKS = ['outage', 'silent', 'suspected', 'unknown', 'up', 'resting'] as const;
export type ZoneLook = (typeof ZONE_LOOKS)[number];

/** Why a zone rests: it is not expected now, or a matter of the account is in its way. */
export type Rest = Exclude<Expectation, 'open'> | 'unpaired' | 'lapsed';

export type Looked = { look: ZoneLook; rest?: Rest };

export function lookOf(
  state: ZoneState | undefined,
  zone: WatchedZone,
  { now, policy }: { now: number; policy: MonitoringPolicy },
): Looked {
  if (!state || state.status === 'unseen') return { look: 'unknown' };
  const { status, outage, contrary, missed } = state;
  if (outage) return { look: outage.cause === 'silent' ? 'silent' : 'outage' };
  const { expected, because } = expectationOf(zone, state, now, policy);
  const rest = because === 'open' ? undefined : because;
  if (expected && (missed || (contrary && isBad(contrary.to)))) return { look: 'suspected' };
  if (status === 'up') return { look: 'up' };
  if (status === 'unpaired' || status === 'lapsed') return { look: 'resting', rest: status };
  // Bad and expected, but not counted yet: the next reading begins to.
  return rest === undefined ? { look: 'suspected' } : { look: 'resting', rest };
}

export const worstOf = (looks: Iterable<ZoneLook>): ZoneLook => {
  const seen = new Set(looks);
  return ZONE_LOOKS.find((look) => seen.has(look)) ?? 'unknown';
};
