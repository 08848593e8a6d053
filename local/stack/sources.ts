import { join } from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { EventSourceMappingSpec } from '../assembly/kinds/event-source-mapping.ts';
import { REGION } from '../assembly/place.ts';
import type { Resources } from '../assembly/read-resources.ts';
import { TemplateError } from '../assembly/template.ts';
import { ADMIN_ACCESS_KEY } from '../engines/aws-json.ts';
import type { DynamoDbEngine } from '../engines/dynamodb.ts';
import type { QueuesAndObjects } from '../engines/queues-and-objects.ts';
import { sqsClientWithin } from '../engines/sqs-client-within.ts';
import type { EngineStreams } from '../engines/tables.ts';
import type { EventSource, Problem } from '../event-sources/event-source.ts';
import { startQueueConsumer } from '../event-sources/queue-consumer.ts';
import { type StreamConsumer, startStreamConsumer } from '../event-sources/stream-consumer.ts';
import type { Functions } from '../functions/functions.ts';
import type { Role } from '../gateway/permissions/roles.ts';
import { requiredFunctionAt } from './function-targets.ts';
import { checkMappingPermissions } from './source-permissions.ts';

export type SourceSurroundings = {
  resources: Resources;
  roles: ReadonlyMap<string, Role>;
  functions: Functions;
  streams: EngineStreams;
  dynamodb: DynamoDbEngine;
  queuesAndObjects: QueuesAndObjects;
  /** Where positions in streams are kept; without it a stream is read from where its mapping says. */
  directory?: string | undefined;
  queueUrl(name: string): string;
  onProblem(problem: Problem): void;
};

export type Sources = {
  /** Has the streams of a table looked at now instead of at their next poll. */
  tableWritten(tableName: string): void;
  close(): Promise<void>;
};

/** What is running when everything else closes gets this long to finish its batch. */
const GRACE_MILLISECONDS = 2_000;

/** Starts every enabled event source mapping, after checking that AWS would accept it. */
export function startSources(surroundings: SourceSurroundings): Sources {
  const { resources, roles } = surroundings;
  const mappings = resources.eventSourceMappings.filter(({ enabled }) => enabled);
  for (const mapping of mappings) checkMappingPermissions(mapping, resources, roles);
  const sqs = sqsClientWithin(surroundings.queuesAndObjects);
  const running: EventSource[] = [];
  const streamsOf = new Map<string, StreamConsumer[]>();
  for (const mapping of mappings) {
    if (mapping.eventSourceArn.includes(':sqs:')) running.push(queueConsumer(mapping, surroundings, sqs));
    else {
      const table = tableOf(mapping, resources);
      const consumer = streamConsumer(mapping, table, surroundings, sqs);
      running.push(consumer);
      streamsOf.set(table, [...(streamsOf.get(table) ?? []), consumer]);
    }
  }
  return {
    tableWritten(tableName) {
      for (const consumer of streamsOf.get(tableName) ?? []) consumer.wake();
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise((resolve) => {
        timer = setTimeout(resolve, GRACE_MILLISECONDS);
      });
      await Promise.race([Promise.all(running.map((source) => source.close())), grace]);
      clearTimeout(timer);
      sqs.destroy();
    },
  };
}

function outletsOf(mapping: EventSourceMappingSpec, { resources, functions, onProblem }: SourceSurroundings) {
  const functionId = requiredFunctionAt(mapping.target, resources, `event source mapping ${mapping.id}`);
  return { invoke: (event: unknown) => functions.invoke(functionId, event), onProblem };
}

function queueConsumer(mapping: EventSourceMappingSpec, surroundings: SourceSurroundings, sqs: SQSClient): EventSource {
  const queue = surroundings.resources.queues.find(({ arn }) => arn === mapping.eventSourceArn);
  if (!queue)
    throw new TemplateError(`mapping ${mapping.id} reads ${mapping.eventSourceArn}, which the template lacks`);
  return startQueueConsumer(
    {
      queueUrl: surroundings.queueUrl(queue.name),
      queueArn: queue.arn,
      windowSeconds: mapping.maxBatchingWindowSeconds,
      reportBatchItemFailures: mapping.reportsItemFailures,
      filters: mapping.filterPatterns,
      ...(mapping.batchSize !== undefined && { batchSize: mapping.batchSize }),
      ...(mapping.maximumConcurrency !== undefined && { maxConcurrency: mapping.maximumConcurrency }),
    },
    { ...outletsOf(mapping, surroundings), sqs },
  );
}

function tableOf({ id, eventSourceArn }: EventSourceMappingSpec, { tables }: Resources): string {
  const table = tables.find(({ streamArn }) => streamArn === eventSourceArn);
  if (table) return table.name;
  throw new TemplateError(`mapping ${id} reads ${eventSourceArn}, which is no queue and no table stream`);
}

function streamConsumer(
  mapping: EventSourceMappingSpec,
  table: string,
  surroundings: SourceSurroundings,
  sqs: SQSClient,
): StreamConsumer {
  const { resources, streams, dynamodb, directory, queueUrl } = surroundings;
  const streamArn = streams.get(table);
  if (streamArn === undefined) throw new TemplateError(`mapping ${mapping.id}: table ${table} has no stream`);
  const onFailure = resources.queues.find(({ arn }) => arn === mapping.onFailureArn);
  return startStreamConsumer(
    {
      streamArn,
      functionArn: mapping.target,
      startingPosition: mapping.startingPosition === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
      windowSeconds: mapping.maxBatchingWindowSeconds,
      reportBatchItemFailures: mapping.reportsItemFailures,
      bisectBatchOnError: mapping.bisectOnError,
      parallelizationFactor: mapping.parallelizationFactor,
      filters: mapping.filterPatterns,
      ...(mapping.batchSize !== undefined && { batchSize: mapping.batchSize }),
      ...(mapping.maximumRetryAttempts !== undefined && { maximumRetryAttempts: mapping.maximumRetryAttempts }),
      ...(mapping.maximumRecordAgeSeconds !== undefined && {
        maximumRecordAgeSeconds: mapping.maximumRecordAgeSeconds,
      }),
      ...(onFailure && { onFailureQueueUrl: queueUrl(onFailure.name) }),
      ...(directory !== undefined && { checkpointFile: join(directory, 'checkpoints', `${mapping.id}.json`) }),
    },
    {
      ...outletsOf(mapping, surroundings),
      sqs,
      stream: { endpoint: dynamodb.endpoint, region: REGION, accessKeyId: ADMIN_ACCESS_KEY },
    },
  );
}
