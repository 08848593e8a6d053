import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type Emitted, type Shown, seriesIn } from '../house/metric-series.ts';

export const NAMESPACE = 'BMA/Venues';

/** Every metric the capability emits: by which functions, and the values of its one dimension. */
export const METRICS = {
  StrayRows: { by: ['upkeep-partitions'] },
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

export const seriesOf = (name: MetricName, options: Shown & { value?: string }): Metric[] =>
  seriesIn(NAMESPACE, name, METRICS[name], options);
