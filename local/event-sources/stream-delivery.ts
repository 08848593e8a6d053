import type { InvokeResult } from '../functions/functions.ts';
import { outcomeOf } from './batch-failures.ts';
import { createdAt, type DiscardedBatch, type StreamRecord } from './stream-record.ts';

/** How a mapping treats what its function cannot do; -1 means no limit. */
export type DeliveryRules = {
  bisectBatchOnError?: boolean;
  /** @default -1 */
  maximumRetryAttempts?: number;
  /** @default -1 */
  maximumRecordAgeSeconds?: number;
  reportBatchItemFailures?: boolean;
};

export type DeliveryPorts = {
  invoke(event: unknown): Promise<InvokeResult>;
  discard(batch: DiscardedBatch): Promise<void>;
  onDone(record: StreamRecord): void;
  onFailure(reason: string, batchSize: number): void;
  /** Waits before the next try; the numbers count from 1. */
  backOff(failures: number): Promise<void>;
  isClosing(): boolean;
  now(): number;
};

/**
 * Delivers one batch until each record is done or discarded, in order. Records that are neither when the source closes
 * stay undone and come again after a restart.
 */
export async function deliverBatch(records: StreamRecord[], rules: DeliveryRules, ports: DeliveryPorts): Promise<void> {
  const maximumRetries = rules.maximumRetryAttempts ?? -1;
  const maximumAge = rules.maximumRecordAgeSeconds ?? -1;
  const expired = (record: StreamRecord) => maximumAge >= 0 && createdAt(record) < ports.now() - maximumAge * 1000;

  async function deliver(batch: StreamRecord[], earlierFailures: number) {
    let left = batch;
    let failures = earlierFailures;
    const discard = async (
      discarded: StreamRecord[],
      condition: DiscardedBatch['condition'],
      functionError: boolean,
    ) => {
      await ports.discard({ records: discarded, condition, invokeCount: failures, functionError });
      for (const record of discarded) ports.onDone(record);
    };
    while (left.length > 0 && !ports.isClosing()) {
      const old = left.filter(expired);
      if (old.length > 0) {
        await discard(old, 'RecordAgeExceeded', failures > 0);
        left = left.filter((record) => !old.includes(record));
        continue;
      }
      const result = await ports.invoke({ Records: left });
      const ids = left.map((record) => record.dynamodb.SequenceNumber);
      const outcome = outcomeOf(result, rules.reportBatchItemFailures ?? false, ids);
      if (outcome.kind === 'done') {
        for (const record of left) ports.onDone(record);
        return;
      }
      if (outcome.kind === 'partly-failed') {
        // Only the earliest failure counts: it is the checkpoint, and everything from it on is given again.
        const from = ids.findIndex((id) => outcome.failed.has(id));
        for (const record of left.slice(0, from)) ports.onDone(record);
        left = left.slice(from);
        if (from > 0) failures = 0;
      }
      ports.onFailure(outcome.kind === 'failed' ? outcome.reason : 'the function reported failed records', left.length);
      if (outcome.kind === 'failed' && rules.bisectBatchOnError && left.length > 1) {
        // Halving does not use up a retry.
        const middle = Math.ceil(left.length / 2);
        await deliver(left.slice(0, middle), failures);
        left = left.slice(middle);
        continue;
      }
      failures += 1;
      if (maximumRetries >= 0 && failures > maximumRetries) return discard(left, 'RetryAttemptsExhausted', !result.ok);
      await ports.backOff(failures);
    }
  }
  await deliver(records, 0);
}
