import { ComparisonOperator, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Shard } from '../config.ts';
import { HouseAlarm, MINUTE } from '../house/house-alarm.ts';
import { type MetricName, seriesOf } from './metrics.ts';
import { inIds } from './shard-in-ids.ts';

const FIVE_MINUTES = Duration.minutes(5);
/** A tenth of what a credential's bucket holds; half of what is kept for people. */
const FEW_TOKENS = 360;

/** What the functions' own alarms cannot see: zones nobody looks at, news that comes late, a monitor that notices nothing. */
export function monitoringAlarms(scope: Construct, shards: readonly Shard[]): HouseAlarm[] {
  return [
    ...watching(scope),
    ...shards.flatMap((shard) => ofShard(scope, shard)),
    new HouseAlarm(scope, 'ChangeNotLanded', {
      sees: 'A change was not landed in the history: the database refused it, or was away for 18 hours, or nobody could read it.',
      impact: 'an outage or its end is missing from a venue’s history and SLA until somebody mends it',
      runbook: 'change-not-landed',
      metric: the('ChangeNotLanded', 'Sum', FIVE_MINUTES),
      threshold: 0,
      bad: [1, 2],
    }),
    // Without a zone of ours nothing is counted, and an exercise that no longer runs has an alarm of its own: no news is good.
    new HouseAlarm(scope, 'CanaryMissed', {
      sees: 'The zone of ours that was paused on purpose, or its return, was not noticed within 20 minutes.',
      impact: 'the monitor looks alive and may notice nothing: outages of venues may go untold',
      runbook: 'canary-missed',
      metric: the('CanaryMissed', 'Sum', FIVE_MINUTES),
      threshold: 0,
      bad: [1, 2],
      silenceIsBad: false,
    }),
  ];
}

function watching(scope: Construct): HouseAlarm[] {
  return [
    new HouseAlarm(scope, 'Coverage', {
      sees: 'Less than 99 % of what is watched has been looked at lately.',
      impact: 'outages of the others are not noticed, and their SLA counts this time as unknown',
      runbook: 'poll-coverage',
      metric: the('CoveragePercent', 'Minimum'),
      threshold: 99,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      bad: [3, 5],
    }),
    new HouseAlarm(scope, 'OldestReading', {
      sees: 'There is a zone that nobody has looked at for more than 10 minutes.',
      impact: 'an outage there is noticed later than promised',
      runbook: 'poll-coverage',
      metric: the('OldestReadingSeconds', 'Maximum'),
      threshold: 600,
    }),
    new HouseAlarm(scope, 'Degraded', {
      sees: 'Soundtrack does not answer for more than a tenth of the accounts.',
      impact: 'outages there are not noticed and not told until it answers; their SLA counts this time as unknown',
      runbook: 'monitoring-degraded',
      metric: the('MonitoringDegraded', 'Maximum'),
      threshold: 0,
    }),
    new HouseAlarm(scope, 'SlowDetection', {
      // Of players that are off: a pause has to last for ten minutes before it is one.
      sees: 'It took more than 10 minutes until a dead player was told as an outage.',
      impact: 'the venue was told later than promised',
      runbook: 'slow-detection',
      metric: the('DetectionSeconds', 'Maximum', FIVE_MINUTES, 'down'),
      threshold: 600,
      bad: [1, 2],
    }),
  ];
}

function ofShard(scope: Construct, shard: Shard): HouseAlarm[] {
  return [
    new HouseAlarm(scope, `RoundLag${inIds(shard)}`, {
      sees: `Shard ${shard} is more than 5 minutes late with a round of looks.`,
      impact: 'outages of its accounts are noticed later than promised',
      runbook: 'round-lag',
      metric: the('RoundLagSeconds', 'Maximum', MINUTE, shard),
      threshold: 300,
    }),
    new HouseAlarm(scope, `TokensLow${inIds(shard)}`, {
      sees: `The rate budget of shard ${shard} has been nearly used up for 10 minutes.`,
      impact: 'rounds take longer, and what people ask for in chats may be refused by Soundtrack',
      runbook: 'tokens-low',
      metric: the('TokensLeft', 'Minimum', MINUTE, shard),
      threshold: FEW_TOKENS,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      bad: [10, 10],
    }),
  ];
}

function the(name: MetricName, statistic: string, period: Duration = MINUTE, value?: string): Metric {
  const [metric] = seriesOf(name, { period, statistic, ...(value && { value }) });
  if (!metric) throw new Error(`${name} has no series`);
  return metric;
}
