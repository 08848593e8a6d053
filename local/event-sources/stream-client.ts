import type { StreamRecord } from './stream-record.ts';

/** Where a table's stream is read, and as whom. */
export type StreamEndpoint = { endpoint: string; region: string; accessKeyId: string };

export type StreamClient = {
  /** The first shard; a local engine has one. */
  describe(streamArn: string): Promise<{ shardId: string; shardCount: number; lastSequenceNumber?: string }>;
  /** An iterator behind a sequence number, or at the start of the stream. */
  iterator(streamArn: string, shardId: string, after: string | undefined): Promise<string>;
  records(iterator: string, signal: AbortSignal): Promise<{ records: StreamRecord[]; next?: string }>;
};

type Shard = { ShardId: string; SequenceNumberRange?: { EndingSequenceNumber?: string } };

/** Speaks the three calls of DynamoDB Streams; local engines read the signature but do not check it. */
export function createStreamClient({ endpoint, region, accessKeyId }: StreamEndpoint): StreamClient {
  async function call<T>(action: string, body: object, signal?: AbortSignal): Promise<T> {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${accessKeyId}/${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
    const response = await fetch(endpoint, {
      method: 'POST',
      signal,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': date,
        'x-amz-target': `DynamoDBStreams_20120810.${action}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`,
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & { message?: string; Message?: string };
    if (response.ok) return answer;
    throw new Error(`${action} answered ${response.status}: ${answer.message ?? answer.Message ?? ''}`);
  }
  return {
    async describe(StreamArn) {
      const answer = await call<{ StreamDescription: { Shards: Shard[] } }>('DescribeStream', { StreamArn });
      const shards = answer.StreamDescription.Shards;
      const [shard] = shards;
      if (!shard) throw new Error(`the stream ${StreamArn} has no shard`);
      const lastSequenceNumber = shard.SequenceNumberRange?.EndingSequenceNumber;
      return { shardId: shard.ShardId, shardCount: shards.length, lastSequenceNumber };
    },
    async iterator(StreamArn, ShardId, after) {
      const position = after
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
        : { ShardIteratorType: 'TRIM_HORIZON' };
      const body = { StreamArn, ShardId, ...position };
      return (await call<{ ShardIterator: string }>('GetShardIterator', body)).ShardIterator;
    },
    async records(ShardIterator, signal) {
      type Answer = { Records: StreamRecord[]; NextShardIterator?: string };
      const answer = await call<Answer>('GetRecords', { ShardIterator, Limit: 1000 }, signal);
      return { records: answer.Records, next: answer.NextShardIterator };
    },
  };
}
