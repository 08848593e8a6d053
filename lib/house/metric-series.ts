import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';

/** One metric: the functions that emit it, and the values of its one dimension beside `service`. */
export type Emitted = { by: readonly string[]; dimension?: string; values?: readonly string[] };

export type Shown = { period: Duration; statistic: string };

/** The series of a metric: one per emitting function and value of its dimension, or those of one `value`. */
export function seriesIn(
  namespace: string,
  metricName: string,
  { by, dimension, values }: Emitted,
  { value: only, ...shown }: Shown & { value?: string },
): Metric[] {
  return by.flatMap((service) =>
    (only ? [only] : (values ?? [''])).map(
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
