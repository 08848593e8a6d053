import { Failure } from '../runtime/failure.ts';
import { ExerciseCanaryEnv, readEnv } from './env.ts';

readEnv(ExerciseCanaryEnv);

/** Stands in its place in the template, and does nothing yet. */
export async function handler(): Promise<void> {
  throw new Failure('not-built', 'exercise-canary is not built yet', { retryable: false });
}
