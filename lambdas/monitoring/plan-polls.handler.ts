import { Failure } from '../runtime/failure.ts';
import { PlanPollsEnv, readEnv } from './env.ts';

readEnv(PlanPollsEnv);

/** Stands in its place in the template, and does nothing yet. */
export async function handler(): Promise<void> {
  throw new Failure('not-built', 'plan-polls is not built yet', { retryable: false });
}
