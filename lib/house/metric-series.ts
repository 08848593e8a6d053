import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';

/**
 * One metric: the functions that emit it, and the values of its one dimension beside `service`. A list per function
 * where each has values of its own.
 */
export type Emitted = {
  by: readonly string[];
  dimension?: string;
  values?: readonly string[] | Record<string, readonly string[]>;
};

export type Shown = { period: Duration; statistic: string };

/** The series of a metric: one per emitting function and value of its dimension, or those of one `value`. */
export function seriesIn(
  namespace: string,
  metricName: string,
  { by, dimension, values }: Emitted,
  { value: only, ...shown }: Shown & { value?: string },
): Metric[] {
  const valuesFor = (service: string): readonly string[] =>
    values === undefined ? [''] : 'length' in values ? (values as readonly string[]) : (values[service] ?? []);
  return by.flatMap((service) =>
    (only ? [only] : valuesFor(service)).map(
      (value) =>
        new Metric({
          ...shown,
          namespace,
          metricName,
          dimensionsMap: dimension ? { service, [dimension]: value } : { service },
          label: value ? `${metricName} ${value}` : metricName,
        }),
    ),
  );
}

/** The sum of series of which each is only written when something happens; one without data counts as nothing. */
export function sumOf(label: string, period: Duration, series: Metric[]): IMetric {
  if (series.length === 1 && series[0]) return series[0];
  const usingMetrics = Object.fromEntries(series.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ label, expression, usingMetrics, period });
}
