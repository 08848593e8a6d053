import { Failure } from '../runtime/failure.ts';
import { LearnHabitsEnv, readEnv } from './env.ts';

readEnv(LearnHabitsEnv);

/** Stands in its place in the template, and does nothing yet. */
export async function handler(): Promise<void> {
  throw new Failure('not-built', 'learn-habits is not built yet', { retryable: false });
}
