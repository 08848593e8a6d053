import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { HouseAlarm, MINUTE } from './house-alarm.ts';

/** The three ways any function gets into trouble: it fails, it is not let run, it is about to be cut off. */
export function functionAlarms(
  scope: Construct,
  target: IFunction,
  { timeout, runbook, impact }: { timeout: Duration; runbook: string; impact: string },
): HouseAlarm[] {
  const errors = target.metricErrors({ period: MINUTE, statistic: 'Sum' });
  const runs = target.metricInvocations({ period: MINUTE, statistic: 'Sum' });
  return [
    new HouseAlarm(scope, 'Failing', {
      sees: 'More than 5 % of runs fail.',
      impact,
      runbook,
      metric: new MathExpression({
        label: 'failed runs, %',
        expression: 'IF(runs > 0, errors * 100 / runs, 0)',
        usingMetrics: { errors, runs },
        period: MINUTE,
      }),
      threshold: 5,
    }),
    new HouseAlarm(scope, 'Throttled', {
      sees: 'Runs are refused because too many are under way.',
      impact,
      runbook,
      metric: target.metricThrottles({ period: MINUTE, statistic: 'Sum' }),
      threshold: 0,
    }),
    new HouseAlarm(scope, 'Slow', {
      sees: `The slowest runs take more than 80 % of the ${timeout.toSeconds()} seconds after which they are cut off.`,
      impact,
      runbook,
      metric: target.metricDuration({ period: MINUTE, statistic: 'p99' }),
      threshold: timeout.toMilliseconds() * 0.8,
      bad: [3, 5],
    }),
  ];
}
