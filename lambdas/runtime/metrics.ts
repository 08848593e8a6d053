import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** Counts and durations, written as EMF lines. At most one dimension beside `service`, never an id of anything. */
export type Meter = {
  count(metric: string, dimension?: Record<string, string>, times?: number): void;
  milliseconds(metric: string, value: number): void;
  /** A level rather than an event: a share, a number of venues, an age. */
  level(metric: string, value: number, dimension?: Record<string, string>): void;
  flush(): void;
};

export function createMeter(namespace: string, service: string): Meter {
  const metrics = new Metrics({ namespace, serviceName: service });
  const add = (metric: string, unit: Unit, value: number, dimension?: Record<string, string>) => {
    if (!dimension) return metrics.addMetric(metric, unit, value);
    const single = metrics.singleMetric();
    for (const [name, is] of Object.entries(dimension)) single.addDimension(name, is);
    single.addMetric(metric, unit, value);
  };
  return {
    count(metric, dimension, times = 1) {
      if (times !== 0) add(metric, MetricUnit.Count, times, dimension);
    },
    milliseconds: (metric, value) => metrics.addMetric(metric, MetricUnit.Milliseconds, value),
    level: (metric, value, dimension) => add(metric, MetricUnit.NoUnit, value, dimension),
    flush() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
