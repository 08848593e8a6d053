import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CHANNELS } from '../../lambdas/conversation/chat.ts';
import type { Parcel } from '../../lambdas/conversation/outbox/outbox-row.ts';
import { type Emitted, type Shown, seriesIn } from '../house/metric-series.ts';

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

/** Refusals that are tried again; they show before a delivery has failed for good. */
export const TRANSIENT_FAILURES = ['throttled', 'pair-throttled', 'unavailable', 'account'] as const;

const perChannel = { dimension: 'channel', values: CHANNELS } as const;
const perClass = { dimension: 'class', values: failureClasses } as const;

/** Every metric the capability emits: by which functions, and the values of its one dimension. Each series costs money. */
export const METRICS = {
  MessageReceived: { by: ['receive-webhook'], ...perChannel },
  EventIgnored: { by: ['receive-webhook'], ...perChannel },
  SignatureRejected: { by: ['receive-webhook'], ...perChannel },
  TurnTaken: { by: ['take-turn'], ...perChannel },
  TurnOverheadMs: { by: ['take-turn'] },
  TurnPostponed: { by: ['take-turn'] },
  DirectoryMissing: { by: ['take-turn'] },
  ReportNoted: { by: ['take-turn'] },
  HandOverNoted: { by: ['take-turn'] },
  MessageAccepted: { by: ['deliver-message', 'record-delivery-status'], ...perChannel },
  SendRefused: { by: ['deliver-message', 'record-delivery-status'], dimension: 'class', values: TRANSIENT_FAILURES },
  DeliveryFailed: { by: ['deliver-message', 'record-delivery-status'], ...perClass },
  MessageHeld: { by: ['deliver-message', 'record-delivery-status'] },
  StatusUnknown: { by: ['record-delivery-status'] },
  OutboxOverdue: { by: ['chase-overdue'] },
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

/** The series of a metric: one per emitting function and value of its dimension, or those of one `value`. */
export const seriesOf = (name: MetricName, options: Shown & { value?: string }): Metric[] =>
  seriesIn(NAMESPACE, name, METRICS[name], options);
