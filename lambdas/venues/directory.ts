import { Failure } from '../runtime/failure.ts';
import type { VenueLookup } from './resolver.ts';

/** The published search directory. Adapters keep it fresh; whoever asks gets one consistent version for the whole turn. */
export interface Directory {
  resolver(): Promise<VenueLookup>;
}

/** What an adapter tells about a load, so that stale or damaged directories are noticed. */
export type DirectoryNews =
  | { kind: 'loaded'; version: string; venues: number; skipped: number }
  | { kind: 'not-published' }
  | { kind: 'refresh-failed'; version: string; cause: unknown };

/** Nothing was ever loaded, so no message can be understood yet; the next question tries again. */
export class DirectoryUnavailable extends Failure {
  constructor(location: string, cause: unknown) {
    super('directory-unavailable', `the venue directory ${location} could not be loaded`, {
      retryable: true,
      details: { location },
      cause,
    });
    this.name = 'DirectoryUnavailable';
  }
}
