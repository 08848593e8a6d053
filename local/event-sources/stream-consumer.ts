import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createCheckpoint } from './checkpoint.ts';
import { compileFilters } from './event-pattern.ts';
import { type EventSource, pause, type SourceOutlets } from './event-source.ts';
import { createStreamClient, type StreamEndpoint } from './stream-client.ts';
import { type DeliveryRules, deliverBatch } from './stream-delivery.ts';
import { createLane } from './stream-lane.ts';
import { trackProgress } from './stream-progress.ts';
import { startStreamReader } from './stream-reader.ts';
import { failureMessage, laneOf, type StreamRecord } from './stream-record.ts';

/** An event source mapping of a table's stream with every reference resolved. */
export type StreamConsumerDefinition = DeliveryRules & {
  /** As the engine knows it. */
  streamArn: string;
  functionArn: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** @default 100 */
  batchSize?: number;
  /** @default 0 */
  windowSeconds?: number;
  /** Batches at the same time; changes of one item keep their order. @default 1 */
  parallelizationFactor?: number;
  /** Patterns of FilterCriteria. */
  filters?: string[];
  /** Gets a message about each discarded batch. */
  onFailureQueueUrl?: string;
  /** Where the position is kept; without it a restart begins at the starting position. */
  checkpointFile?: string;
};

export type StreamConsumer = EventSource & {
  /** Looks for records at once; for whoever knows that the table was just written. */
  wake(): void;
};

const GATHER_MILLISECONDS = 20;
const MAX_BACK_OFF_MILLISECONDS = 5000;

/** Reads a stream from where it stopped last time and feeds the changes to a function. */
export function startStreamConsumer(
  definition: StreamConsumerDefinition,
  outlets: SourceOutlets & { stream: StreamEndpoint; sqs?: SQSClient; now?: () => number },
): StreamConsumer {
  const { streamArn } = definition;
  const checkpoint = createCheckpoint(definition.checkpointFile, streamArn);
  const passes = compileFilters(definition.filters);
  const closing = new AbortController();
  const now = outlets.now ?? Date.now;
  const report = (message: string, cause?: unknown) => outlets.onProblem({ source: streamArn, message, cause });
  const progress = trackProgress((sequenceNumber) => {
    try {
      checkpoint.save({ sequenceNumber });
    } catch (cause) {
      report('the checkpoint cannot be written', cause);
    }
  });
  const lanes = Array.from({ length: definition.parallelizationFactor ?? 1 }, () => createLane(work, report));

  async function discard(batch: Parameters<typeof failureMessage>[0]) {
    report(`${batch.records.length} records were discarded: ${batch.condition}`);
    if (!definition.onFailureQueueUrl || !outlets.sqs) return;
    const { functionArn } = definition;
    const message = failureMessage(batch, {
      functionArn,
      streamArn,
      shardId: reader.shardId(),
      requestId: randomUUID(),
      now: new Date(now()),
    });
    const command = new SendMessageCommand({
      QueueUrl: definition.onFailureQueueUrl,
      MessageBody: JSON.stringify(message),
    });
    await outlets.sqs.send(command).catch((cause) => report('the failure destination cannot be reached', cause));
  }

  /** One lane's turn: gathers a batch and delivers it. */
  async function work(queue: StreamRecord[]) {
    const size = definition.batchSize ?? 100;
    const until = now() + (definition.windowSeconds ?? 0) * 1000;
    while (queue.length < size && now() < until && !closing.signal.aborted) {
      await pause(Math.min(GATHER_MILLISECONDS, until - now()), closing.signal);
    }
    await deliverBatch(queue.splice(0, size), definition, {
      invoke: outlets.invoke,
      discard,
      onDone: progress.done,
      onFailure: (reason, batchSize) => report(`batch of ${batchSize} failed: ${reason}`),
      backOff: (failures) => pause(Math.min(25 * 2 ** failures, MAX_BACK_OFF_MILLISECONDS), closing.signal),
      isClosing: () => closing.signal.aborted,
      now,
    });
  }

  function accept(records: StreamRecord[]) {
    for (const read of records) {
      const record = { ...read, awsRegion: outlets.stream.region, eventSourceARN: streamArn };
      progress.add(record);
      if (passes(record)) lanes[laneOf(record, lanes.length)]?.add(record);
      else progress.done(record);
    }
  }

  const reader = startStreamReader(definition, {
    client: createStreamClient(outlets.stream),
    checkpoint,
    accept,
    undone: progress.undone,
    report,
    now,
  });
  return {
    wake: reader.wake,
    async close() {
      closing.abort();
      await reader.close();
      await Promise.all(lanes.map((lane) => lane.stop()));
      progress.flush();
    },
  };
}
