import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Counts and durations, written as EMF lines. At most one dimension beside `service`, never an id of anything. */
export type Meter = {
  count(metric: string, dimension?: Record<string, string>, times?: number): void;
  milliseconds(metric: string, value: number): void;
  /** A level rather than an event: a share, a number of venues, an age. */
  level(metric: string, value: number): void;
  flush(): void;
};

export function createMeter(namespace: string, service: string): Meter {
  const metrics = new Metrics({ namespace, serviceName: service });
  return {
    count(metric, dimension, times = 1) {
      if (times === 0) return;
      if (!dimension) return metrics.addMetric(metric, MetricUnit.Count, times);
      const single = metrics.singleMetric();
      for (const [name, value] of Object.entries(dimension)) single.addDimension(name, value);
      single.addMetric(metric, MetricUnit.Count, times);
    },
    milliseconds: (metric, value) => metrics.addMetric(metric, MetricUnit.Milliseconds, value),
    level: (metric, value) => metrics.addMetric(metric, MetricUnit.NoUnit, value),
    flush() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
