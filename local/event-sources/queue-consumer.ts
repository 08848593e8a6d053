import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { outcomeOf } from './batch-failures.ts';
import { compileFilters } from './event-pattern.ts';
import { type EventSource, pause, type SourceOutlets } from './event-source.ts';
import { withTheirGroups } from './fifo-groups.ts';
import { createQueueClient } from './queue-client.ts';
import { filterView, type QueueRecord, queueRecord } from './queue-event.ts';

/** An event source mapping of a queue with every reference resolved. */
export type QueueConsumerDefinition = {
  queueUrl: string;
  /** A name ending in .fifo keeps the order of each message group. */
  queueArn: string;
  /** @default 10 */
  batchSize?: number;
  /** How long a batch may fill up; standard queues only. @default 0 */
  windowSeconds?: number;
  /** Batches at the same time. @default 10 */
  maxConcurrency?: number;
  reportBatchItemFailures?: boolean;
  /** Patterns of FilterCriteria; a message that matches none is deleted, as on Lambda. */
  filters?: string[];
};

/** Short, because a poll still lasts so long after close. */
const LONG_POLL_SECONDS = 2;
const FIRST_RETRY_MILLISECONDS = 50;
const LAST_RETRY_MILLISECONDS = 2000;

/** Feeds the messages of a queue to a function in batches and deletes what the function has done. */
export function startQueueConsumer(
  definition: QueueConsumerDefinition,
  outlets: SourceOutlets & { sqs: SQSClient },
): EventSource {
  const { queueUrl, queueArn } = definition;
  const fifo = queueArn.endsWith('.fifo');
  const batchSize = definition.batchSize ?? 10;
  const windowMilliseconds = fifo ? 0 : (definition.windowSeconds ?? 0) * 1000;
  const maxConcurrency = definition.maxConcurrency ?? 10;
  const queue = createQueueClient(outlets.sqs, queueUrl);
  const passes = compileFilters(definition.filters);
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  /** The latest batch of each group that is being worked on: the group's next batch waits for it. */
  const groups = new Map<string, Promise<void>>();
  const report = (message: string, cause?: unknown) => outlets.onProblem({ source: queueArn, message, cause });

  /** One batch: what is there now, or what arrives within the window. */
  async function gather(): Promise<Message[]> {
    const messages = await queue.receive(batchSize, LONG_POLL_SECONDS);
    if (messages.length === 0) return messages;
    const until = Date.now() + windowMilliseconds;
    while (messages.length < batchSize && !closing.signal.aborted) {
      const left = until - Date.now();
      if (left <= 0 && (windowMilliseconds > 0 || batchSize <= 10)) break;
      // What was received already is worked on even if filling up fails.
      const more = await queue
        .receive(batchSize - messages.length, Math.max(0, Math.ceil(left / 1000)))
        .catch(() => undefined);
      if (!more || (more.length === 0 && left <= 0)) break;
      messages.push(...more);
    }
    return messages;
  }

  async function remove(records: QueueRecord[]) {
    const failures = await queue.remove(records.map((record) => record.receiptHandle));
    for (const failure of failures) report(`a message was not deleted: ${failure}`);
  }

  async function handle(messages: Message[]) {
    const all = messages.map((message) => queueRecord(message, queueArn));
    const records = all.filter((record) => passes(filterView(record)));
    const unwanted = all.filter((record) => !records.includes(record));
    if (unwanted.length > 0) await remove(unwanted);
    if (records.length === 0) return;
    const result = await outlets.invoke({ Records: records });
    const ids = records.map((record) => record.messageId);
    const outcome = outcomeOf(result, definition.reportBatchItemFailures ?? false, ids);
    if (outcome.kind === 'failed') return report(`batch of ${records.length} failed: ${outcome.reason}`);
    if (outcome.kind === 'done') return remove(records);
    const failed = fifo ? withTheirGroups(records, outcome.failed, report) : outcome.failed;
    await remove(records.filter((record) => !failed.has(record.messageId)));
  }

  function dispatch(messages: Message[]) {
    const names = fifo ? [...new Set(messages.map((message) => message.Attributes?.MessageGroupId ?? ''))] : [];
    const earlier = Promise.all(names.map((name) => groups.get(name)));
    const work = earlier
      .then(() => handle(messages))
      .catch((cause) => report('a batch was not finished', cause))
      .then(() => {
        running.delete(work);
        for (const name of names) if (groups.get(name) === work) groups.delete(name);
      });
    running.add(work);
    for (const name of names) groups.set(name, work);
  }

  async function poll() {
    let retryIn = FIRST_RETRY_MILLISECONDS;
    while (!closing.signal.aborted) {
      if (running.size >= maxConcurrency) {
        await Promise.race(running);
        continue;
      }
      try {
        const messages = await gather();
        if (closing.signal.aborted) return await queue.release(messages.map(({ ReceiptHandle = '' }) => ReceiptHandle));
        if (messages.length > 0) dispatch(messages);
        retryIn = FIRST_RETRY_MILLISECONDS;
      } catch (cause) {
        if (closing.signal.aborted) break;
        report('receiving failed', cause);
        await pause(retryIn, closing.signal);
        retryIn = Math.min(retryIn * 2, LAST_RETRY_MILLISECONDS);
      }
    }
  }

  void poll();
  return {
    async close() {
      closing.abort();
      // The last poll is left to end by itself: given up, the engine would still hand a message to nobody, which is
      // then invisible for minutes.
      await Promise.all(running);
    },
  };
}
