import type { UpstreamState } from '../detection/upstream.ts';

/** What is known of the monitor as a whole, for all shards. */
export type MonitorNotes = {
  upstream(): Promise<UpstreamNote | undefined>;
  saveUpstream(note: UpstreamNote): Promise<void>;
  /** Accounts with an outage, and their zones. */
  outages(): Promise<{ accounts: number; zones: number }>;
};

/** `since`: ISO, of the last change between fine and degraded. */
export type UpstreamNote = { state: UpstreamState; since: string };
