/** A change of a table as the stream tells it. */
export type StreamRecord = {
  eventID?: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  awsRegion?: string;
  eventSourceARN?: string;
  dynamodb: {
    SequenceNumber: string;
    /** Seconds. */
    ApproximateCreationDateTime?: number;
    Keys: Record<string, unknown>;
    NewImage?: Record<string, unknown>;
    OldImage?: Record<string, unknown>;
  };
};

/** What a discarded batch is described by in its failure destination. */
export type DiscardedBatch = {
  records: StreamRecord[];
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  invokeCount: number;
  functionError: boolean;
};

/** The message Lambda writes to the failure destination: where the records are, not the records themselves. */
export function failureMessage(
  batch: DiscardedBatch,
  from: { functionArn: string; streamArn: string; shardId: string; requestId: string; now: Date },
) {
  const [first, last] = [batch.records[0], batch.records.at(-1)];
  return {
    requestContext: {
      requestId: from.requestId,
      functionArn: from.functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: batch.functionError ? 'Unhandled' : null,
    },
    version: '1.0',
    timestamp: from.now.toISOString(),
    DDBStreamBatchInfo: {
      shardId: from.shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: batch.records.length,
      streamArn: from.streamArn,
    },
  };
}

/** When the change was made, in milliseconds. */
export function createdAt(record: StreamRecord): number {
  return (record.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
}

/** The lane of a record: all changes of one item go through the same lane, so they keep their order. */
export function laneOf(record: StreamRecord, lanes: number): number {
  const keys = Object.entries(record.dynamodb.Keys).sort(([a], [b]) => a.localeCompare(b));
  let hash = 0;
  for (const character of JSON.stringify(keys)) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % lanes;
}

function arrivalOf(record: StreamRecord | undefined): string | undefined {
  return record && new Date(createdAt(record)).toISOString();
}
