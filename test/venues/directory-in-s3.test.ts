import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { DIRECTORY_KEY, directoryInS3 } from '../../lambdas/venues/directory-in-s3.ts';
import { publishDirectory } from '../../local/estate/publish.ts';

/** Just enough of S3: one bucket, objects with ETags, 304 for a known version. */
function aBucket() {
  const objects = new Map<string, { body: string; etag: string }>();
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const key = new URL(request.url ?? '', 'http://s3').pathname;
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (request.method === 'PUT') objects.set(key, { body, etag: `"${objects.size + 1}-${body.length}"` });
      const object = objects.get(key);
      const status = !object
        ? 404
        : request.method === 'GET' && request.headers['if-none-match'] === object.etag
          ? 304
          : 200;
      statuses.push(status);
      response.writeHead(status, object ? { etag: object.etag } : {});
      response.end(status === 200 && request.method === 'GET' ? object?.body : undefined);
    });
  });
  return { server, objects, statuses };
}

describe('the directory in a bucket', () => {
  const { server, objects, statuses } = aBucket();
  let client: S3Client;
  beforeAll(async () => {
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    client = new S3Client({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      maxAttempts: 1,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  });
  afterAll(() => {
    client.destroy();
    return closed(server);
  });
  const closed = (one: Server) =>
    new Promise((done) => {
      one.close(done);
    });

  it('is published, loaded, recognised as unchanged and replaced', async () => {
    let seconds = 0;
    const directory = directoryInS3(client, 'shelf', { clock: () => new Date(seconds * 1000) });
    expect((await directory.resolver()).resolve('Veloran Pattaya')).toMatchObject({ type: 'none' });
    await publishDirectory(client, 'shelf', [{ id: '1', name: 'Veloran Pattaya' }]);
    expect([...objects.keys()]).toEqual([`/shelf/${DIRECTORY_KEY}`]);
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Pattaya');
    seconds += 60;
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Pattaya');
    expect(statuses.at(-1)).toBe(304);
    await publishDirectory(client, 'shelf', [{ id: '1', name: 'Veloran Rayong' }]);
    seconds += 60;
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Rayong');
  });
});
