import { Failure } from '../runtime/failure.ts';
import { LandChangesEnv, readEnv } from './env.ts';

readEnv(LandChangesEnv);

/** Stands in its place in the template, and does nothing yet. */
export async function handler(): Promise<void> {
  throw new Failure('not-built', 'land-changes is not built yet', { retryable: false });
}
