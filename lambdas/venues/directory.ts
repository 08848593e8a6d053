import type { PublicationNews } from './publication/kept-fresh.ts';
import type { VenueLookup } from './resolver.ts';

/** The published search directory. Adapters keep it fresh; whoever asks gets one consistent version for the whole turn. */
export interface Directory {
  resolver(): Promise<VenueLookup>;
}

/** What an adapter tells about a load, so that stale or damaged directories are noticed. */
export type DirectoryNews = PublicationNews<DirectoryCounts>;
export type DirectoryCounts = { venues: number; skipped: number };
