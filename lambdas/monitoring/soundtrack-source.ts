import { source } from '../runtime/resilience/source.ts';

/**
 * Soundtrack, as the monitor looks at it; pollers and the canary share its breaker. Whoever looks away for five minutes
 * after three failures finds out too late that there is something to see again.
 */
export const SOUNDTRACK = source('soundtrack', 16, { tries: 2, breaker: { failures: 3, openSeconds: 60 } });
