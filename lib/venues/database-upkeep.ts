import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { UpkeepPartitionsEnv } from '../../lambdas/venues/env.ts';
import type { StageConfig } from '../config.ts';
import { HouseAlarm, MINUTE } from '../house/house-alarm.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { VenueDatabase } from './database.ts';
import { seriesOf } from './metrics.ts';

const DAY = Duration.days(1);

/** Makes the months that history will need, and sees when the database is away or at its limit. */
export class DatabaseUpkeep extends Construct {
  readonly function: HouseFunction<typeof UpkeepPartitionsEnv>;
  readonly schedule: ScheduledFunction;

  constructor(scope: Construct, id: string, { stage, database }: { stage: StageConfig; database: VenueDatabase }) {
    super(scope, id);
    const impact = 'in a few months history is kept in one large table, and reports on it become slow';
    this.function = new HouseFunction<typeof UpkeepPartitionsEnv>(this, 'UpkeepPartitions', {
      stage,
      entry: 'venues/upkeep-partitions',
      does: 'Makes the monthly parts of the large tables ahead of time',
      impact,
      timeout: Duration.minutes(3),
      environment: database.variablesAs('app'),
    });
    this.schedule = new ScheduledFunction(this, 'EveryDay', {
      stage,
      runs: this.function,
      every: DAY,
      impact,
      runbook: 'upkeep-partitions',
    });
    this.strays();
    this.capacity(stage, database);
    // A database that may sleep is silent whenever it does.
    if (stage.database.minAcu > 0) this.signOfLife(database);
  }

  private strays() {
    const [metric] = seriesOf('StrayRows', { period: DAY, statistic: 'Maximum' });
    if (!metric) throw new Error('StrayRows has no series');
    new HouseAlarm(this, 'Strays', {
      sees: 'Rows of the large tables belong to no month.',
      impact: 'reports on these times are slow, and the time of what was recorded may be wrong',
      runbook: 'upkeep-partitions',
      metric,
      threshold: 0,
      bad: [1, 2],
    });
  }

  private capacity(stage: StageConfig, { cluster }: VenueDatabase) {
    new HouseAlarm(this, 'Capacity', {
      sees: `The database uses more than 80 % of the ${stage.database.maxAcu} capacity units it may grow to.`,
      impact: 'look-ups in the record and syncs become slow; chats are answered from the directory all the same',
      runbook: 'database',
      metric: cluster.metricACUUtilization({ period: Duration.minutes(5), statistic: 'Average' }),
      threshold: 80,
      bad: [3, 3],
    });
  }

  private signOfLife({ cluster }: VenueDatabase) {
    new HouseAlarm(this, 'Away', {
      sees: 'The database has given no sign of life for 5 minutes.',
      impact: 'nothing new enters the record and history waits; chats are answered from the directory all the same',
      runbook: 'database',
      metric: cluster.metric('EngineUptime', { period: MINUTE, statistic: 'Maximum' }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      bad: [5, 5],
      silenceIsBad: true,
    });
  }
}
