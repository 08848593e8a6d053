import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type StreamConsumerDefinition, startStreamConsumer } from '../../../local/event-sources/stream-consumer.ts';
import type { StreamRecord } from '../../../local/event-sources/stream-record.ts';
import type { InvokeResult } from '../../../local/functions/functions.ts';
import { startQueueEngine, until } from './queue-engine.ts';
import { startTableEngine, type TableEngine } from './table-engine.ts';

type Answer = (records: StreamRecord[], nth: number) => Promise<InvokeResult | undefined> | InvokeResult | undefined;

const fails: InvokeResult = { ok: false, errorType: 'Error', errorMessage: 'no' };
const folder = mkdtempSync(join(tmpdir(), 'stream-'));
const consumers: { close(): Promise<void> }[] = [];
let engine: TableEngine;
let tables = 0;

beforeAll(async () => {
  engine = await startTableEngine();
});
afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function aTable() {
  tables += 1;
  const name = `table-${tables}`;
  return { name, streamArn: await engine.createTable(name), checkpointFile: join(folder, `${name}.json`) };
}

/** Starts a consumer whose function answers as told and remembers the sort keys it got. */
function consume(
  streamArn: string,
  changes: Partial<StreamConsumerDefinition> = {},
  answer: Answer = () => undefined,
  outlets: Partial<Parameters<typeof startStreamConsumer>[1]> = {},
) {
  const batches: string[][] = [];
  const records: StreamRecord[] = [];
  const problems: string[] = [];
  const consumer = startStreamConsumer(
    { streamArn, functionArn: 'arn:aws:lambda:r:0:function:relay', startingPosition: 'TRIM_HORIZON', ...changes },
    {
      stream: engine.stream,
      onProblem: (problem) => problems.push(problem.message),
      invoke: async (event) => {
        const { Records } = event as { Records: StreamRecord[] };
        records.push(...Records);
        batches.push(Records.map(({ dynamodb }) => (dynamodb.Keys.sk as { S: string }).S));
        return (await answer(Records, batches.length)) ?? { ok: true, payload: null };
      },
      ...outlets,
    },
  );
  consumers.push(consumer);
  return { consumer, batches, records, problems };
}

const put = async (table: { name: string }, ...keys: string[]) => {
  for (const key of keys) await engine.put(table.name, `p${key[0]}`, key, { due: { S: 'now' } });
};
const report = (records: StreamRecord[], ...keys: string[]): InvokeResult => {
  const failed = records.filter(({ dynamodb }) => keys.includes((dynamodb.Keys.sk as { S: string }).S));
  const items = failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber }));
  return { ok: true, payload: { batchItemFailures: items } };
};

describe('a stream consumer', () => {
  it('hands over every change of the table in order, from the oldest', async () => {
    const table = await aTable();
    await put(table, 'a1', 'a2');
    const { batches, records } = consume(table.streamArn);
    await until(() => batches.flat().length === 2);
    await put(table, 'a3');
    await engine.remove(table.name, 'pa', 'a1');
    await until(() => batches.flat().length === 4);
    expect(batches.flat()).toEqual(['a1', 'a2', 'a3', 'a1']);
    expect(records.at(-1)).toMatchObject({ eventName: 'REMOVE', eventSource: 'aws:dynamodb' });
    expect(records[0]).toMatchObject({
      eventName: 'INSERT',
      awsRegion: 'ap-southeast-1',
      eventSourceARN: table.streamArn,
      dynamodb: {
        Keys: { pk: { S: 'pa' }, sk: { S: 'a1' } },
        NewImage: { due: { S: 'now' } },
        StreamViewType: 'NEW_IMAGE',
      },
    });
  });

  it('starts at the latest record when told so, and from then on misses nothing', async () => {
    const table = await aTable();
    await put(table, 'a1');
    const first = consume(table.streamArn, { startingPosition: 'LATEST', checkpointFile: table.checkpointFile });
    await until(() => readIfThere(table.checkpointFile) !== undefined);
    await first.consumer.close();
    await put(table, 'a2');
    const second = consume(table.streamArn, { startingPosition: 'LATEST', checkpointFile: table.checkpointFile });
    await until(() => second.batches.flat().length === 1);
    expect([...first.batches, ...second.batches].flat()).toEqual(['a2']);
  });

  it('drops what no filter wants and goes past it', async () => {
    const table = await aTable();
    const filters = [JSON.stringify({ dynamodb: { NewImage: { due: { S: [{ exists: true }] } } } })];
    const { batches, consumer } = consume(table.streamArn, { filters, checkpointFile: table.checkpointFile });
    await engine.put(table.name, 'pa', 'plain');
    await put(table, 'a1');
    await engine.remove(table.name, 'pa', 'a1');
    await until(() => batches.flat().length === 1 && positionIn(table.checkpointFile) === '3');
    expect(batches).toEqual([['a1']]);
    await consumer.close();
  });

  it('wakes at once when told that the table was written', async () => {
    const table = await aTable();
    const { consumer, batches } = consume(table.streamArn);
    await put(table, 'a1');
    consumer.wake();
    await until(() => batches.length === 1);
  });

  it('gathers within its window', async () => {
    const table = await aTable();
    const { batches } = consume(table.streamArn, { windowSeconds: 20, batchSize: 3 });
    await put(table, 'a1');
    await put(table, 'b2', 'c3');
    await until(() => batches.length === 1);
    expect(batches).toEqual([['a1', 'b2', 'c3']]);
  });
});

describe('after a restart', () => {
  it('goes on behind the last finished record, repeating only what was not finished', async () => {
    const table = await aTable();
    await put(table, 'a1', 'a2', 'a3');
    const stuck = Promise.withResolvers<undefined>();
    const changes = { batchSize: 1, checkpointFile: table.checkpointFile };
    const first = consume(table.streamArn, changes, (_records, nth) =>
      nth === 2 ? stuck.promise.then(() => fails) : undefined,
    );
    await until(() => first.batches.length === 2);
    const closed = first.consumer.close();
    stuck.resolve(undefined);
    await closed;
    const second = consume(table.streamArn, changes);
    await until(() => second.batches.flat().length === 2);
    expect([first.batches, second.batches]).toEqual([
      [['a1'], ['a2']],
      [['a2'], ['a3']],
    ]);
  });

  it('survives a killed engine whose data is on disk', async () => {
    const file = join(folder, 'survivor.db');
    const checkpointFile = join(folder, 'survivor.json');
    const before = await startTableEngine(file);
    const streamArn = await before.createTable('survivor');
    await before.put('survivor', 'pa', 'a1');
    const first = consume(streamArn, { checkpointFile }, undefined, { stream: before.stream });
    await until(() => first.batches.flat().length === 1);
    await first.consumer.close();
    await before.put('survivor', 'pa', 'a2');
    await before.close();
    const after = await startTableEngine(file);
    const second = consume(streamArn, { checkpointFile }, undefined, { stream: after.stream });
    await after.put('survivor', 'pa', 'a3');
    await until(() => second.batches.flat().length === 2);
    expect(second.batches.flat()).toEqual(['a2', 'a3']);
    await second.consumer.close();
    await after.close();
  });

  it('begins anew for another stream, and says when the checkpoint is unreadable', async () => {
    const table = await aTable();
    await put(table, 'a1');
    writeFileSync(table.checkpointFile, JSON.stringify({ streamArn: 'an older stream', sequenceNumber: '999' }));
    const other = consume(table.streamArn, { checkpointFile: table.checkpointFile });
    await until(() => other.batches.length === 1);
    await other.consumer.close();
    writeFileSync(table.checkpointFile, '{"half');
    const broken = consume(table.streamArn, { checkpointFile: table.checkpointFile, startingPosition: 'LATEST' });
    await until(() => broken.batches.length === 1);
    expect(broken.problems).toEqual([expect.stringContaining('checkpoint cannot be read')]);
  });

  it('reports an engine that is away and goes on when it is back', async () => {
    const table = await aTable();
    const { problems, consumer } = consume(table.streamArn, {}, undefined, {
      stream: { ...engine.stream, endpoint: 'http://127.0.0.1:1' },
    });
    await until(() => problems.length > 0);
    await consumer.close();
    expect(problems[0]).toBe('reading failed');
  });
});

describe('parallel batches', () => {
  it('keep the order of each item while other items overtake, and the position waits for the slowest', async () => {
    const table = await aTable();
    const gate = Promise.withResolvers<undefined>();
    const changes = { parallelizationFactor: 10, batchSize: 1, checkpointFile: table.checkpointFile };
    const { batches, consumer } = consume(table.streamArn, changes, (_records, nth) =>
      nth === 1 ? gate.promise : undefined,
    );
    await put(table, 'a1', 'a1', 'b2', 'c3', 'd4');
    await until(() => batches.flat().includes('d4'));
    expect(batches.flat().filter((key) => key === 'a1')).toEqual(['a1']);
    expect(positionIn(table.checkpointFile)).toBeUndefined();
    gate.resolve(undefined);
    await until(() => positionIn(table.checkpointFile) === '5');
    expect(batches.flat()).toHaveLength(5);
    await consumer.close();
  });
});

describe('a failing function', () => {
  it('gets the batch again until it succeeds', async () => {
    const table = await aTable();
    await put(table, 'a1', 'a2');
    const { batches, problems } = consume(table.streamArn, {}, (_records, nth) => (nth < 3 ? fails : undefined));
    await until(() => batches.length === 3);
    expect(batches).toEqual([
      ['a1', 'a2'],
      ['a1', 'a2'],
      ['a1', 'a2'],
    ]);
    expect(problems).toEqual(['batch of 2 failed: Error: no', 'batch of 2 failed: Error: no']);
  });

  it('gets everything from the earliest reported failure on', async () => {
    const table = await aTable();
    await put(table, 'a1', 'a2', 'a3', 'a4');
    const { batches } = consume(table.streamArn, { reportBatchItemFailures: true }, (records, nth) =>
      nth === 1 ? report(records, 'a4', 'a2') : undefined,
    );
    await until(() => batches.length === 2);
    expect(batches).toEqual([
      ['a1', 'a2', 'a3', 'a4'],
      ['a2', 'a3', 'a4'],
    ]);
  });

  it('gets halves of the batch until the bad record is alone, and the rest goes through', async () => {
    const table = await aTable();
    await put(table, 'a1', 'a2', 'bad', 'a4');
    const changes = { bisectBatchOnError: true, maximumRetryAttempts: 0 };
    const { batches, problems } = consume(table.streamArn, changes, (records) =>
      JSON.stringify(records).includes('"bad"') ? fails : undefined,
    );
    await until(() => batches.flat().filter((key) => key === 'a4').length === 3);
    expect(batches).toEqual([['a1', 'a2', 'bad', 'a4'], ['a1', 'a2'], ['bad', 'a4'], ['bad'], ['a4']]);
    expect(problems).toContain('1 records were discarded: RetryAttemptsExhausted');
  });

  it('loses a batch after its last retry to the failure destination', async () => {
    const queues = await startQueueEngine();
    const { queueUrl } = await queues.createQueue('discarded');
    const table = await aTable();
    await put(table, 'a1', 'a2');
    const changes = { maximumRetryAttempts: 1, onFailureQueueUrl: queueUrl, checkpointFile: table.checkpointFile };
    const { batches } = consume(table.streamArn, changes, () => fails, { sqs: queues.sqs });
    await until(() => positionIn(table.checkpointFile) === '2');
    expect(batches).toHaveLength(2);
    const { Messages } = await queues.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 2 }));
    expect(JSON.parse(Messages?.[0]?.Body ?? '')).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: 'arn:aws:lambda:r:0:function:relay',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/Z$/),
      DDBStreamBatchInfo: {
        shardId: expect.stringContaining('shardId'),
        startSequenceNumber: '1',
        endSequenceNumber: '2',
        approximateArrivalOfFirstRecord: expect.stringMatching(/Z$/),
        approximateArrivalOfLastRecord: expect.stringMatching(/Z$/),
        batchSize: 2,
        streamArn: table.streamArn,
      },
    });
    await queues.close();
  });

  it('is not asked about a record that is too old', async () => {
    const table = await aTable();
    await put(table, 'a1');
    const now = () => Date.now() + 120_000;
    const { batches, problems } = consume(table.streamArn, { maximumRecordAgeSeconds: 60 }, undefined, { now });
    await until(() => problems.length === 1);
    expect([batches, problems]).toEqual([[], ['1 records were discarded: RecordAgeExceeded']]);
  });
});

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function positionIn(file: string): string | undefined {
  return JSON.parse(readIfThere(file) ?? '{}').sequenceNumber;
}
