import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { DashboardRow } from '../house/dashboard-row.ts';
import { type MetricName, seriesOf } from './metrics.ts';
import type { ConversationQueues } from './queues.ts';

const period = Duration.minutes(5);

/** Is anybody heard, is everybody answered, does anything wait or fail: left to right, as a message travels. */
export function conversationRow(
  parts: { queues: ConversationQueues } & Pick<DashboardRow, 'alarms' | 'logGroups'>,
): DashboardRow {
  const { queues, alarms, logGroups } = parts;
  const counts = (...names: MetricName[]) => names.flatMap((name) => seriesOf(name, { period, statistic: 'Sum' }));
  return {
    title: 'Conversation',
    alarms,
    logGroups,
    widgets: [
      graph(
        'Messages heard, turns taken, messages accepted',
        counts('MessageReceived', 'TurnTaken', 'MessageAccepted'),
      ),
      graph('Refused for now, by class; failed for good, by whose fault', counts('SendRefused', 'DeliveryFailed')),
      graph('Problems reported, people promised a person', counts('ReportNoted', 'HandOverNoted')),
      graph(
        'Held, postponed, overdue, forged, ignored, unknown',
        counts('MessageHeld', 'TurnPostponed', 'OutboxOverdue', 'SignatureRejected', 'EventIgnored', 'StatusUnknown'),
      ),
      graph('Time to decide an answer, ms', [
        ...seriesOf('TurnOverheadMs', { period, statistic: 'p50' }).map((metric) => metric.with({ label: 'half' })),
        ...seriesOf('TurnOverheadMs', { period, statistic: 'p95' }).map((metric) => metric.with({ label: '95 %' })),
      ]),
      graph(
        'Oldest message, seconds',
        queues.all.map(({ node, queue }) =>
          queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label: node.id }),
        ),
      ),
      graph(
        'Dead letters',
        queues.all.map(({ node, deadLetters }) =>
          deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label: node.id }),
        ),
      ),
    ],
  };
}

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8, height: 6 });
