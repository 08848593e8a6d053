import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import type { FailureClass } from '../../lambdas/clients/send-outcome.ts';
import { CHANNELS } from '../../lambdas/conversation/chat.ts';

export const NAMESPACE = 'BMA/Conversation';
const SERVICE = 'conversation';

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

/** Every metric the capability emits, with each value of its one dimension: all of them cost money by the series. */
export const METRICS = {
  MessageReceived: { channel: CHANNELS },
  SignatureRejected: { channel: CHANNELS },
  TurnTaken: { channel: CHANNELS },
  TurnOverheadMs: {},
  MessageAccepted: { channel: CHANNELS },
  DeliveryFailed: { class: failureClasses },
  MessageHeld: {},
  OutboxOverdue: {},
  ReportNoted: {},
  StatusParked: {},
  EventIgnored: {},
} as const satisfies Record<string, Record<string, readonly string[]>>;
export type MetricName = keyof typeof METRICS;

/** The series of a metric: one per value of its dimension, or the one there is. */
export function seriesOf(name: MetricName, options: { period: Duration; statistic: string }): Metric[] {
  const [dimension] = Object.entries(METRICS[name] as Record<string, readonly string[]>);
  const series = (more: Record<string, string>, label: string) =>
    new Metric({
      ...options,
      namespace: NAMESPACE,
      metricName: name,
      dimensionsMap: { service: SERVICE, ...more },
      label,
    });
  if (!dimension) return [series({}, name)];
  const [key, values] = dimension;
  return values.map((value) => series({ [key]: value }, value));
}
