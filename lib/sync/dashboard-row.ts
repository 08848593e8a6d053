import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { DashboardRow } from '../house/dashboard-row.ts';
import { type MetricName, seriesOf } from './metrics.ts';

const period = Duration.minutes(30);

/** How fresh the directory is, how the runs went, and how much there is to mend. */
export function syncRow(parts: Pick<DashboardRow, 'alarms' | 'logGroups'>): DashboardRow {
  const level = (name: MetricName, statistic: string) => seriesOf(name, { period, statistic });
  return {
    ...parts,
    title: 'Venue data',
    widgets: [
      graph('Age of the directory and lag past due, seconds', [
        ...level('SecondsSinceSuccess', 'Maximum'),
        ...level('LagPastDueSeconds', 'Maximum'),
      ]),
      graph('Runs by outcome', level('RunEnded', 'Sum')),
      graph('Time a run takes, seconds', level('RunSeconds', 'Maximum')),
      graph('Venues in the directory', level('VenuesSynced', 'Maximum')),
      graph('Rows and cells to mend', level('SheetProblems', 'Maximum')),
      graph('Consistency, 0 to 1', level('ConsistencyScore', 'Minimum')),
    ],
  };
}

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8, height: 6 });
