import type { Heartbeat } from '../planning/heartbeat.ts';
import type { SurveyedLegs } from '../planning/legs.ts';
import type { Planned } from '../planning/plan-round.ts';
import type { ChosenWay } from '../polling/chosen-way.ts';
import type { Tokens } from '../polling/token-bucket.ts';

/** What the planner and the pollers of one shard tell each other. Nothing in it is the only copy of anything. */
export type ShardNotes = {
  /** Of a leg of this shard, or of another one that watched an account before. */
  heartbeat(leg: string, shard?: string): Promise<Heartbeat | undefined>;
  heartbeats(): Promise<Map<string, Heartbeat>>;
  /** Keeps a newer one: of a later round, or of the same and a later moment. */
  saveHeartbeat(heartbeat: Heartbeat): Promise<void>;

  surveyed(): Promise<SurveyedLegs | undefined>;
  /** Keeps a newer survey. */
  saveSurveyed(legs: SurveyedLegs): Promise<void>;

  planned(): Promise<{ planned: Planned; version: number }>;
  /** Answers whether nobody else planned meanwhile. */
  savePlanned(planned: Planned, version: number): Promise<boolean>;

  way(): Promise<ChosenWay | undefined>;
  saveWay(way: ChosenWay): Promise<void>;

  tokens(): Promise<Tokens | undefined>;
  saveTokens(tokens: Tokens): Promise<void>;
};
