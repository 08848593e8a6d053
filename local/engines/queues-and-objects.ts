import { buildApp } from 'fauxqs';
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { INVALID_MESSAGE_BODY_CHAR } from '../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
import type { BucketSpec } from '../assembly/kinds/bucket.ts';
import type { QueueSpec } from '../assembly/kinds/queue.ts';
import { REGION } from '../assembly/place.ts';
import { LOOPBACK } from '../ports.ts';
import { StateProblem } from '../state-problem.ts';

// Its own expression reads half a character at a time and so refuses every emoji, which SQS takes.
const NOT_TAKEN_BY_SQS = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
INVALID_MESSAGE_BODY_CHAR.test = (body) => NOT_TAKEN_BY_SQS.test(body);

export type QueueContents = {
  name: string;
  ready: QueuedMessage[];
  delayed: QueuedMessage[];
  inFlight: QueuedMessage[];
};
export type QueuedMessage = { messageId: string; body: string; receiveCount: number; groupId?: string };

export type EngineAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/** SQS and S3 at one endpoint, in this process. */
export type QueuesAndObjects = {
  endpoint: string;
  /** An SQS call without the way through the network: half the calls of a busy stack are these. */
  callSqs(headers: Record<string, string>, body: string | Buffer): Promise<EngineAnswer>;
  ensureQueues(queues: QueueSpec[], urlOf: (name: string) => string): void;
  ensureBuckets(buckets: BucketSpec[]): void;
  /** What a queue holds, without receiving it. */
  contents(queueName: string): QueueContents | undefined;
  close(): Promise<void>;
};

/**
 * Starts fauxqs on the loopback address. Its own start function listens on every interface, so its parts are put
 * together here in the same order: load what is kept, then let the stores write.
 * @param directory where messages and objects are kept across starts; in memory without it
 */
export async function startQueuesAndObjects(directory?: string): Promise<QueuesAndObjects> {
  const sqsStore = new SqsStore();
  const snsStore = new SnsStore();
  const s3Store = new S3Store();
  sqsStore.region = REGION;
  const kept = directory === undefined ? undefined : openKept(directory);
  if (kept) {
    kept.load(sqsStore, snsStore, s3Store);
    sqsStore.persistence = kept;
    snsStore.persistence = kept;
    s3Store.persistence = kept;
    for (const queue of sqsStore.allQueues()) queue.persistence = kept;
  }
  const app = buildApp({ logger: false, defaultRegion: REGION, stores: { sqsStore, snsStore, s3Store } });
  try {
    const endpoint = await app.listen({ host: LOOPBACK, port: 0 });
    return {
      endpoint,
      async callSqs(headers, body) {
        const answer = await app.inject({ method: 'POST', url: '/', headers, payload: body });
        return { status: answer.statusCode, headers: textHeaders(answer.headers), body: answer.rawPayload };
      },
      ensureQueues: (queues, urlOf) => ensureQueues(sqsStore, queues, urlOf),
      ensureBuckets(buckets) {
        for (const { name } of buckets) if (!s3Store.hasBucket(name)) s3Store.createBucket(name);
      },
      contents: (name) => contentsOf(sqsStore, name),
      async close() {
        await app.close();
        kept?.close();
      },
    };
  } catch (problem) {
    kept?.close();
    throw problem;
  }
}

function textHeaders(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

type Database = { exec(sql: string): void; prepare(sql: string): { run(value: string): unknown } };

function openKept(directory: string): PersistenceManager {
  try {
    const kept = new PersistenceManager(directory);
    // A process that dies loses nothing; only a power cut could, and then the last moments of a demo.
    const { db } = kept as unknown as { db: Database };
    db.exec('PRAGMA synchronous = NORMAL');
    // Its own statement breaks on the count of receives, after the message has already left memory: it would be gone.
    const letGo = db.prepare(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
    );
    kept.updateMessageReady = (messageId) => void letGo.run(messageId);
    return kept;
  } catch (cause) {
    throw new StateProblem(`The queues and objects kept in ${directory} cannot be read`, { cause });
  }
}

const FIFO_DEFAULTS = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
};

function ensureQueues(store: SqsStore, queues: QueueSpec[], urlOf: (name: string) => string): void {
  for (const { name, arn, fifo, attributes } of queues) {
    const wanted = fifo ? { ...FIFO_DEFAULTS, ...attributes } : attributes;
    const existing = store.getQueueByName(name);
    if (!existing) store.createQueue(name, urlOf(name), arn, wanted);
    else {
      existing.setAttributes(wanted);
      // The gateway has another port on every start, and GetQueueUrl answers this one.
      Object.assign(existing, { url: urlOf(name) });
    }
  }
}

function contentsOf(store: SqsStore, name: string): QueueContents | undefined {
  store.getQueueByName(name)?.processTimers();
  const found = store.inspectQueue(name);
  if (!found) return undefined;
  const { ready, delayed, inflight } = found.messages;
  const shown = (message: (typeof ready)[number]): QueuedMessage => ({
    messageId: message.messageId,
    body: message.body,
    receiveCount: message.approximateReceiveCount,
    ...(message.messageGroupId !== undefined && { groupId: message.messageGroupId }),
  });
  return {
    name,
    ready: ready.map(shown),
    delayed: delayed.map(shown),
    inFlight: inflight.map(({ message }) => shown(message)),
  };
}
