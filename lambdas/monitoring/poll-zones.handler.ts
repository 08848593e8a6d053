import { Failure } from '../runtime/failure.ts';
import { PollZonesEnv, readEnv } from './env.ts';

readEnv(PollZonesEnv);

/** Stands in its place in the template, and does nothing yet. */
export async function handler(): Promise<void> {
  throw new Failure('not-built', 'poll-zones is not built yet', { retryable: false });
}
