import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import type { FailureClass } from '../../lambdas/clients/send-outcome.ts';
import { CHANNELS } from '../../lambdas/conversation/chat.ts';

export const NAMESPACE = 'BMA/Conversation';

// A record, not a list: a new class of failure does not compile until it is named here.
const failureClasses = Object.keys({
  throttled: true,
  'pair-throttled': true,
  unavailable: true,
  'window-closed': true,
  recipient: true,
  ecosystem: true,
  'bad-request': true,
  account: true,
  quota: true,
} satisfies Record<FailureClass, true>);

/** Every metric the capability emits: by whom, and each value of its one dimension. All cost money by the series. */
export const METRICS = {
  MessageReceived: { service: 'receive-webhook', channel: CHANNELS },
  EventIgnored: { service: 'receive-webhook', channel: CHANNELS },
  SignatureRejected: { service: 'receive-webhook', channel: CHANNELS },
  TurnTaken: { service: 'take-turn', channel: CHANNELS },
  TurnOverheadMs: { service: 'take-turn' },
  ReportNoted: { service: 'take-turn' },
  MessageAccepted: { service: 'deliver-message', channel: CHANNELS },
  DeliveryFailed: { service: 'deliver-message', class: failureClasses },
  MessageHeld: { service: 'deliver-message' },
  StatusParked: { service: 'record-delivery-status' },
  OutboxOverdue: { service: 'chase-overdue' },
} as const satisfies Record<string, { service: string; channel?: readonly string[]; class?: readonly string[] }>;
export type MetricName = keyof typeof METRICS;

/** The series of a metric: one per value of its dimension, or the one there is. */
export function seriesOf(name: MetricName, options: { period: Duration; statistic: string }): Metric[] {
  const { service, ...dimension }: { service: string; [key: string]: string | readonly string[] } = METRICS[name];
  const series = (more: Record<string, string>, label: string) =>
    new Metric({ ...options, namespace: NAMESPACE, metricName: name, dimensionsMap: { service, ...more }, label });
  const [own] = Object.entries(dimension);
  if (!own) return [series({}, name)];
  const [key, values] = own;
  return [...values].map((value) => series({ [key]: value }, value));
}
