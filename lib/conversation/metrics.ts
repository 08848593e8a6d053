import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CHANNELS } from '../../lambdas/conversation/chat.ts';
import { FAULTS } from '../../lambdas/conversation/outbox/fault.ts';
import { type Emitted, type Shown, seriesIn } from '../house/metric-series.ts';

export const NAMESPACE = 'BMA/Conversation';

/** Refusals that are tried again; they show before a delivery has failed for good. */
export const TRANSIENT_FAILURES = ['throttled', 'pair-throttled', 'unavailable', 'account'] as const;

const perChannel = { dimension: 'channel', values: CHANNELS } as const;

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
  DeliveryFailed: { by: ['deliver-message', 'record-delivery-status'], dimension: 'fault', values: FAULTS },
  MessageHeld: { by: ['deliver-message', 'record-delivery-status'] },
  StatusUnknown: { by: ['record-delivery-status'] },
  OutboxOverdue: { by: ['chase-overdue'] },
} as const satisfies Record<string, Emitted>;
export type MetricName = keyof typeof METRICS;

/** The series of a metric: one per emitting function and value of its dimension, or those of one `value`. */
export const seriesOf = (name: MetricName, options: Shown & { value?: string }): Metric[] =>
  seriesIn(NAMESPACE, name, METRICS[name], options);
