import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { HouseAlarm } from '../house/house-alarm.ts';
import { sumOf } from '../house/metric-series.ts';
import { type MetricName, seriesOf } from './metrics.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** What the steps' own alarms cannot see: a directory that grows old, a change that waits for somebody. */
export function syncAlarms(scope: Construct): HouseAlarm[] {
  return [
    new HouseAlarm(scope, 'Lagging', {
      sees: 'The venue directory is more than 10 minutes older than the half hour that is promised.',
      impact: 'people of new venues are not found, and what was corrected in the sheet is not used',
      runbook: 'venue-sync',
      metric: latest('LagPastDueSeconds', 'Maximum'),
      threshold: 600,
    }),
    new HouseAlarm(scope, 'Refused', {
      sees: 'A sync would change or remove more venues than a run may, and waits for a decision.',
      impact: 'no change of the venue sheet is taken over until somebody approves it or mends the sheet',
      runbook: 'venue-sync-refused',
      metric: latest('RunEnded', 'Sum', 'refused'),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'SourceFailing', {
      sees: 'A source of venue data failed several times in a row and is left alone for five minutes.',
      impact: 'its part of the record stays as it was: the sheet, the zones or the mail',
      runbook: 'source-failing',
      metric: sumOf(
        'Breakers opened',
        FIVE_MINUTES,
        seriesOf('BreakerOpened', { period: FIVE_MINUTES, statistic: 'Sum' }),
      ),
      threshold: 0,
      bad: [2, 3],
    }),
    new HouseAlarm(scope, 'Inconsistent', {
      sees: 'Sources contradict each other, or cells are bad, for more than every tenth venue.',
      impact: 'the assistant may quote outdated contacts or zones for these venues',
      runbook: 'venue-consistency',
      metric: latest('ConsistencyScore', 'Minimum'),
      threshold: 0.9,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      bad: [2, 2],
    }),
  ];
}

function latest(name: MetricName, statistic: string, value?: string) {
  const [metric] = seriesOf(name, { period: FIVE_MINUTES, statistic, ...(value && { value }) });
  if (!metric) throw new Error(`${name} has no series`);
  return metric;
}
