import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import { CHANNELS } from '../../lambdas/conversation/chat.ts';
import type { Parcel } from '../../lambdas/conversation/outbox/outbox-row.ts';

export const NAMESPACE = 'BMA/Conversation';

export type FailureClass = Extract<Parcel, { state: 'failed' }>['failure'];
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
  'gave-up': true,
  superseded: true,
} satisfies Record<FailureClass, true>);

type Emitted = { by: readonly string[]; dimension?: string; values?: readonly string[] };
const perChannel = { dimension: 'channel', values: CHANNELS } as const;
const perClass = { dimension: 'class', values: failureClasses } as const;

/** Every metric the capability emits: by which functions, and the values of its one dimension. Each series costs money. */
export const METRICS = {
  MessageReceived: { by: ['receive-webhook'], ...perChannel },
  EventIgnored: { by: ['receive-webhook'], ...perChannel },
  SignatureRejected: { by: ['receive-webhook'], ...perChannel },
  TurnTaken: { by: ['take-turn'], ...perChannel },
  TurnOverheadMs: { by: ['take-turn'] },
  ReportNoted: { by: ['take-turn'] },
  MessageAccepted: { by: ['deliver-message'], ...perChannel },
  DeliveryFailed: { by: ['deliver-message', 'record-delivery-status'], ...perClass },
  MessageHeld: { by: ['deliver-message', 'record-delivery-status'] },
  StatusUnknown: { by: ['record-delivery-status'] },
  ChaseRan: { by: ['chase-overdue'] },
  OutboxOverdue: { by: ['chase-overdue'] },
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

/** All series of a metric: one per emitting function and value of its dimension. */
export function seriesOf(metricName: MetricName, options: { period: Duration; statistic: string }): Metric[] {
  const { by, dimension, values }: Emitted = METRICS[metricName];
  return by.flatMap((service) =>
    (values ?? ['']).map(
      (value) =>
        new Metric({
          ...options,
          namespace: NAMESPACE,
          metricName,
          dimensionsMap: dimension ? { service, [dimension]: value } : { service },
          label: value ? `${metricName} ${value}` : metricName,
        }),
    ),
  );
}
