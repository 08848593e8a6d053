import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Shard } from '../config.ts';
import type { DashboardRow } from '../house/dashboard-row.ts';
import type { HouseQueue } from '../house/house-queue.ts';
import type { StreamConsumer } from '../house/stream-consumer.ts';
import { type MetricName, seriesOf } from './metrics.ts';

const period = Duration.minutes(5);

/** Is every zone looked at, what is found, is it found in time, does it reach the history: as a reading travels. */
export function monitoringRow(
  parts: { shards: readonly Shard[]; queues: HouseQueue[]; landing: StreamConsumer } & Pick<
    DashboardRow,
    'alarms' | 'logGroups'
  >,
): DashboardRow {
  const { shards, queues, landing, alarms, logGroups } = parts;
  const level = (name: MetricName, statistic: string, label: string = name) =>
    seriesOf(name, { period, statistic }).map((metric) => metric.with({ label }));
  const perShard = (name: MetricName, statistic: string) =>
    shards.flatMap((value) => seriesOf(name, { period, statistic, value }));
  const counts = (...names: MetricName[]) => names.flatMap((name) => seriesOf(name, { period, statistic: 'Sum' }));
  return {
    title: 'Monitoring',
    alarms,
    logGroups,
    widgets: [
      graph('Zones looked at lately, %', level('CoveragePercent', 'Minimum')),
      graph('Zones down, zones unknown', [...level('ZonesDown', 'Maximum'), ...level('ZonesUnknown', 'Maximum')]),
      graph('Soundtrack is the trouble', level('MonitoringDegraded', 'Maximum')),
      graph('Oldest reading and how late rounds are, seconds', [
        ...level('OldestReadingSeconds', 'Maximum'),
        ...perShard('RoundLagSeconds', 'Maximum'),
      ]),
      graph('Rate budget left, tokens', perShard('TokensLeft', 'Minimum')),
      graph('Looks that did not come back yet', level('LegsOutstanding', 'Maximum')),
      graph('Zones read, accounts not read', counts('ZoneRead'), counts('AccountUnread')),
      graph(
        'Calls of Soundtrack, failed, given up for now',
        counts('ExternalCall'),
        counts('ExternalCallFailed', 'BreakerOpened'),
      ),
      graph('Time to plan, ms', [...level('PlannerMs', 'p50', 'half'), ...level('PlannerMs', 'Maximum', 'slowest')]),
      graph('Outages that began and ended', counts('OutageBegan', 'OutageEnded')),
      graph('From silence to a confirmed outage, seconds', [
        ...level('DetectionSeconds', 'p50', 'half'),
        ...level('DetectionSeconds', 'p99', '99 %'),
        ...level('DetectionSeconds', 'Maximum', 'slowest'),
        ...level('CanaryDetectionSeconds', 'Maximum', 'canary'),
      ]),
      graph('Canary not noticed', counts('CanaryMissed')),
      graph('Changes landed and not landed', counts('ChangesLanded'), counts('ChangeNotLanded')),
      graph('Age of changes when they are landed, ms', [landing.lateness(period)]),
      graph(
        'Oldest message (seconds) and dead letters',
        queues.map(({ node, queue }) =>
          queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label: node.id }),
        ),
        queues.map(({ node, deadLetters }) =>
          deadLetters.metricApproximateNumberOfMessagesVisible({
            period,
            statistic: 'Maximum',
            label: `${node.id} dead letters`,
          }),
        ),
      ),
    ],
  };
}

/** `right`: what is seldom, on a scale of its own. */
const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });
