import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { AccountChanged } from '../../../lambdas/events/zone-change.ts';
import { archiveInS3 } from '../../../lambdas/monitoring/history/archive-in-s3.ts';
import { REGION } from '../../../local/assembly/place.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { startBucket } from './a-bucket.ts';
import { anEvent, aRecord, began, ended, HOUR, MARCH, status } from './a-change.ts';

let record: ARecord;
let bucket: Awaited<ReturnType<typeof startBucket>>;
let handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
const before = { ...process.env };
const printed: string[] = [];

beforeAll(async () => {
  [record, bucket] = await Promise.all([startRecord(), startBucket()]);
  const { clusterArn, database, endpoint, addRole } = record.database;
  Object.assign(process.env, {
    // Then its lines go to the console, where a test can listen.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    LOG_SALT: 'salt',
    DATABASE_CLUSTER_ARN: clusterArn,
    DATABASE_SECRET_ARN: await addRole('bma_app'),
    DATABASE_NAME: database,
    CHANGES_BUCKET: bucket.name,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: bucket.endpoint,
    AWS_ENDPOINT_URL_RDS_DATA: endpoint,
  });
  for (const way of ['log', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, way).mockImplementation((line: unknown) => void printed.push(String(line)));
  }
  ({ handler } = await import('../../../lambdas/monitoring/land-changes.handler.ts'));
});
afterAll(async () => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await Promise.all([record.close(), bucket.close()]);
});

const imageOf = (event: AccountChanged) =>
  aRecord(event, new Date()).image as Record<string, { S: string } | { N: string }>;

const streamed = (...events: AccountChanged[]): DynamoDBStreamEvent => ({
  Records: events.map((event, at) => ({
    eventID: String(at),
    eventName: 'MODIFY',
    dynamodb: { SequenceNumber: String(1_000 + at), NewImage: imageOf(event) },
  })),
});

describe('land-changes', () => {
  it('lands what the stream brings, in the archive and in the history', async () => {
    const events = [
      anEvent(1, [status('z', MARCH, 'down'), began('z', MARCH)]),
      anEvent(2, [ended('z', MARCH, MARCH + HOUR)]),
    ];
    expect(await handler(streamed(...events))).toEqual({ batchItemFailures: [] });
    expect(await record.rows('select zone_id, ended_at from outages')).toEqual([
      { zone_id: 'z', ended_at: new Date(MARCH + HOUR) },
    ]);
    const archive = archiveInS3(bucket.client, bucket.name);
    const texts = await Promise.all((await archive.keysOf('2026/03/01')).map((key) => archive.text(key)));
    expect(texts.map((text) => JSON.parse(text ?? ''))).toEqual(events);
    const metrics = printed.filter((line) => line.includes('BMA/Monitoring')).map((line) => JSON.parse(line));
    expect(metrics).toContainEqual(expect.objectContaining({ service: 'land-changes', ChangesLanded: 3 }));
  });

  it('fails the batch while the database is away, and says so', async () => {
    record.database.faults.set({ unavailable: true });
    await expect(handler(streamed(anEvent(3, [status('z', MARCH + 1, 'up')])))).rejects.toMatchObject({
      code: 'outcome-unknown',
    });
    record.database.faults.clear();
    expect(printed.filter((line) => line.includes('changes not landed yet'))).toHaveLength(1);
    expect(await handler(streamed(anEvent(3, [status('z', MARCH + 1, 'up')])))).toEqual({ batchItemFailures: [] });
    expect(await record.rows('select count(*)::int from zone_events')).toEqual([{ count: 4 }]);
  });
});
