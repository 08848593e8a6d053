import type { VenueLookup } from './resolver.ts';

/** The published search directory. Adapters keep it fresh; whoever asks gets one consistent version for the whole turn. */
export interface Directory {
  resolver(): Promise<VenueLookup>;
}
