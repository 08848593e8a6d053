import type { Checkpoint, Position } from './checkpoint.ts';
import { createNap } from './event-source.ts';
import type { StreamClient } from './stream-client.ts';
import type { StreamRecord } from './stream-record.ts';

export type StreamReader = {
  shardId(): string;
  /** Reads now instead of at the next poll. */
  wake(): void;
  close(): Promise<void>;
};

export type StreamReaderPorts = {
  client: StreamClient;
  checkpoint: Checkpoint;
  accept(records: StreamRecord[]): void;
  /** Records accepted and not yet finished: reading waits when there are too many. */
  undone(): number;
  report(message: string, cause?: unknown): void;
  now(): number;
};

const BUSY_POLL_MILLISECONDS = 20;
const IDLE_POLL_MILLISECONDS = 100;
const RETRY_MILLISECONDS = 500;
/** A stream counts as busy for so long after its last record. */
const BUSY_MILLISECONDS = 2000;
const MAX_UNDONE_RECORDS = 5000;

/** Reads a stream from its kept position on, often while records come and less often while it is quiet. */
export function startStreamReader(
  { streamArn, startingPosition }: { streamArn: string; startingPosition: 'TRIM_HORIZON' | 'LATEST' },
  { client, checkpoint, accept, undone, report, now }: StreamReaderPorts,
): StreamReader {
  const closing = new AbortController();
  const nap = createNap();
  let shardId: string | undefined;
  let after: string | undefined;
  let iterator: string | undefined;
  let busyUntil = 0;

  /** The position to go on from; it is kept from the first moment, so nothing written while we are away is missed. */
  function resume(last: string | undefined): string | undefined {
    let position: Position | undefined;
    try {
      position = checkpoint.load();
    } catch (cause) {
      report('the checkpoint cannot be read; starting from the oldest record', cause);
      position = {};
    }
    position ??= { sequenceNumber: startingPosition === 'LATEST' ? last : undefined };
    checkpoint.save(position);
    return position.sequenceNumber;
  }

  async function open() {
    const shard = await client.describe(streamArn);
    if (shard.shardCount > 1) report('only the first shard of the stream is read');
    after = resume(shard.lastSequenceNumber);
    shardId = shard.shardId;
  }

  /** Reads once and answers how long to wait before the next time. */
  async function read(): Promise<number> {
    if (shardId === undefined) await open();
    iterator ??= await client.iterator(streamArn, shardId ?? '', after);
    const { records, next } = await client.records(iterator, closing.signal);
    iterator = next;
    if (records.length > 0) {
      after = records.at(-1)?.dynamodb.SequenceNumber;
      busyUntil = now() + BUSY_MILLISECONDS;
      accept(records);
    }
    return now() < busyUntil ? BUSY_POLL_MILLISECONDS : IDLE_POLL_MILLISECONDS;
  }

  async function poll() {
    while (!closing.signal.aborted) {
      if (undone() > MAX_UNDONE_RECORDS) {
        await nap.rest(BUSY_POLL_MILLISECONDS);
        continue;
      }
      try {
        await nap.rest(await read());
      } catch (cause) {
        if (closing.signal.aborted) break;
        report('reading failed', cause);
        iterator = undefined;
        await nap.rest(RETRY_MILLISECONDS);
      }
    }
  }

  const polling = poll();
  return {
    shardId: () => shardId ?? '',
    wake: nap.wake,
    async close() {
      closing.abort();
      nap.wake();
      await polling;
    },
  };
}
