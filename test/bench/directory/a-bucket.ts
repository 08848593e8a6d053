import { S3Client } from '@aws-sdk/client-s3';
import { REGION } from '../../../local/assembly/place.ts';
import { startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';

/** A bucket in this process, as the local product has it. */
export async function aBucket(): Promise<{ client: S3Client; name: string; close(): Promise<void> }> {
  const name = 'directory';
  const engine = await startQueuesAndObjects();
  engine.ensureBuckets([{ name } as Parameters<typeof engine.ensureBuckets>[0][number]]);
  const client = new S3Client({
    endpoint: engine.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  return {
    client,
    name,
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}
