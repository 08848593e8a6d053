import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { OUTAGE_CAUSES } from '../../lambdas/events/zone-change.ts';
import type { SourceName } from '../../lambdas/runtime/resilience/source.ts';
import { SHARDS } from '../config.ts';
import { type Emitted, type Shown, seriesIn } from '../house/metric-series.ts';

export const NAMESPACE = 'BMA/Monitoring';

const ofPlanner = { by: ['plan-polls'] } as const;
const perShard = { by: ['plan-polls'], dimension: 'shard', values: SHARDS } as const;
const ofPoller = { by: ['poll-zones'] } as const;
const perIntegration = {
  by: ['poll-zones'],
  dimension: 'integration',
  values: ['soundtrack'] satisfies SourceName[],
} as const;

/** Every metric the capability emits: by which functions, and the values of its one dimension. */
export const METRICS = {
  /** Of the accounts that are watched, those whose last reading still vouches for them. */
  CoveragePercent: ofPlanner,
  OldestReadingSeconds: ofPlanner,
  ZonesDown: ofPlanner,
  ZonesUnknown: ofPlanner,
  /** 1 while the API rather than the venues is the trouble, else 0. */
  MonitoringDegraded: ofPlanner,
  LegsOutstanding: ofPlanner,
  PlannerMs: ofPlanner,
  /** How long past its interval a round has not been finished. */
  RoundLagSeconds: perShard,
  TokensLeft: perShard,
  ZoneRead: ofPoller,
  AccountUnread: ofPoller,
  OutageBegan: ofPoller,
  OutageEnded: ofPoller,
  /** From when a zone fell silent, as far as that can be known, to its confirmation. */
  DetectionSeconds: { by: ['poll-zones'], dimension: 'cause', values: OUTAGE_CAUSES },
  ExternalCall: perIntegration,
  ExternalCallFailed: perIntegration,
  BreakerOpened: perIntegration,
  ChangesLanded: { by: ['land-changes'] },
  /** Refused, unreadable, or left to the archive because the database was away for too long. */
  ChangeNotLanded: { by: ['land-changes'] },
  CanaryDetectionSeconds: { by: ['exercise-canary'] },
  CanaryMissed: { by: ['exercise-canary'] },
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

/** The series of a metric: one per emitting function and value of its dimension, or those of one `value`. */
export const seriesOf = (name: MetricName, options: Shown & { value?: string }): Metric[] =>
  seriesIn(NAMESPACE, name, METRICS[name], options);
