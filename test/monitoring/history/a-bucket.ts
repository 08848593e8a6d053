import { S3Client } from '@aws-sdk/client-s3';
import { REGION } from '../../../local/assembly/place.ts';
import { startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';

/** An empty bucket at an S3 of its own. */
export async function startBucket() {
  const engine = await startQueuesAndObjects();
  const name = 'changes-archive';
  engine.ensureBuckets([{ id: name, path: name, name, arn: `arn:aws:s3:::${name}` }]);
  const client = new S3Client({
    endpoint: engine.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  return {
    name,
    client,
    endpoint: engine.endpoint,
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}
