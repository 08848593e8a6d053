import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SourceName } from '../../lambdas/runtime/resilience/source.ts';
import { type Emitted, type Shown, seriesIn } from '../house/metric-series.ts';

export const NAMESPACE = 'BMA/Sync';

/** Who asks which outside system, see lambdas/runtime/resilience. */
const ASKS = {
  'fetch-sheet': ['sheets'],
  'discover-zones': ['soundtrack'],
  'sweep-mail': ['gmail'],
} as const satisfies Record<string, SourceName[]>;
const perIntegration = {
  by: ['fetch-sheet', 'discover-zones', 'sweep-mail'],
  dimension: 'integration',
  values: ASKS,
} as const;

/** Every metric the capability emits: by which functions, and the values of its one dimension. */
export const METRICS = {
  SecondsSinceSuccess: { by: ['request-sync'] },
  LagPastDueSeconds: { by: ['request-sync'] },
  RunEnded: { by: ['finish-sync'], dimension: 'outcome', values: ['succeeded', 'refused', 'failed'] },
  RunSeconds: { by: ['finish-sync'] },
  VenuesSynced: { by: ['finish-sync'] },
  SheetProblems: { by: ['finish-sync'] },
  ConsistencyScore: { by: ['finish-sync'] },
  MailSwept: { by: ['sweep-mail'] },
  MailUnavailable: { by: ['sweep-mail'] },
  ExternalCall: perIntegration,
  ExternalCallFailed: perIntegration,
  BreakerOpened: perIntegration,
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

export const seriesOf = (name: MetricName, options: Shown & { value?: string }): Metric[] =>
  seriesIn(NAMESPACE, name, METRICS[name], options);
