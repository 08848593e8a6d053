import type { PollZonesEnv } from '../env.ts';
import { MonitoringPolicy } from '../policy.ts';

/** A shared answer or a message that came twice must not count as two readings of the same trouble. */
const LEAST_SPACING_SHARE = 0.4;

/** The policy of a stage. What a stage does not set is the product's default. */
export const policyOfEnv = (
  env: Pick<PollZonesEnv, 'POLL_INTERVAL_SECONDS' | 'RECHECK_SECONDS' | 'CONFIRM_DOWN' | 'CONFIRM_DOWN_CRITICAL'>,
): MonitoringPolicy =>
  MonitoringPolicy.parse({
    pollIntervalSec: env.POLL_INTERVAL_SECONDS,
    fastRecheckSec: env.RECHECK_SECONDS,
    furtherRecheckSec: env.RECHECK_SECONDS / 2,
    minSpacingSec: env.RECHECK_SECONDS * LEAST_SPACING_SHARE,
    confirmSilentSec: env.POLL_INTERVAL_SECONDS * 2,
    confirmDown: env.CONFIRM_DOWN,
    confirmDownCritical: env.CONFIRM_DOWN_CRITICAL,
    staleAfterSec: env.POLL_INTERVAL_SECONDS * 2,
  });
