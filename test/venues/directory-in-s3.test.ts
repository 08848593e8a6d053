import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { directoryInS3 } from '../../lambdas/venues/directory-in-s3.ts';
import type { DirectoryEntry } from '../../lambdas/venues/index.ts';
import { POINTER_KEY } from '../../lambdas/venues/publication/pointer.ts';
import { publishDirectory } from '../../lambdas/venues/publication/publish-directory.ts';
import { shelfInS3 } from '../../lambdas/venues/publication/shelf-in-s3.ts';

/** Just enough of S3: objects with ETags, and writes on condition of one. */
function aBucket() {
  const objects = new Map<string, { body: string; etag: string }>();
  const asked: string[] = [];
  let written = 0;
  const server = createServer((request, response) => {
    const key = new URL(request.url ?? '', 'http://s3').pathname;
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
      const before = objects.get(key);
      const refused = (ifMatch && before?.etag !== ifMatch) || (ifNoneMatch === '*' && before);
      if (request.method === 'PUT' && !refused) objects.set(key, { body, etag: `"${++written}"` });
      const object = objects.get(key);
      const status = refused ? 412 : object ? 200 : 404;
      asked.push(`${request.method} ${key}`);
      response.writeHead(status, object ? { etag: object.etag } : {});
      response.end(status === 200 && request.method === 'GET' ? object?.body : undefined);
    });
  });
  return { server, objects, asked };
}

describe('the directory in a bucket', () => {
  const { server, objects, asked } = aBucket();
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

  let versions = 0;
  const publish = (...venues: DirectoryEntry[]) =>
    publishDirectory(
      {
        nextVersion: async () => ++versions,
        rows: async () => ({ venues, zones: [] }),
        note: async () => {},
        shelf: shelfInS3(client, 'shelf'),
      },
      new Date('2026-11-21T10:00:00Z'),
    );

  it('is published, loaded, recognised as unchanged and replaced', async () => {
    let seconds = 0;
    const directory = directoryInS3(client, 'shelf', { clock: () => new Date(seconds * 1000) });
    expect((await directory.resolver()).resolve('Veloran Pattaya')).toMatchObject({ type: 'none' });
    await publish({ id: '1', name: 'Veloran Pattaya' });
    expect([...objects.keys()].sort()).toEqual([
      `/shelf/${POINTER_KEY}`,
      '/shelf/directory/versions/000000001/hours.json',
      '/shelf/directory/versions/000000001/search.json',
      '/shelf/directory/versions/000000001/zones.json',
    ]);
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Pattaya');
    seconds += 60;
    asked.length = 0;
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Pattaya');
    expect(asked).toEqual([`GET /shelf/${POINTER_KEY}`]);
    await publish({ id: '1', name: 'Veloran Rayong' });
    seconds += 60;
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Rayong');
  });

  it('keeps what is loaded while the version in force cannot be read', async () => {
    let seconds = 0;
    const news: string[] = [];
    const directory = directoryInS3(client, 'shelf', {
      clock: () => new Date(seconds * 1000),
      onNews: ({ kind }) => news.push(kind),
    });
    await directory.resolver();
    await publish({ id: '1', name: 'Veloran Hua Hin' });
    objects.delete(`/shelf/directory/versions/${String(versions).padStart(9, '0')}/search.json`);
    seconds += 60;
    expect((await directory.resolver()).venue('1')?.name).toBe('Veloran Rayong');
    expect(news).toEqual(['loaded', 'refresh-failed']);
  });

  it('has one version in force, however many publish at once', async () => {
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const outcomes = await Promise.all(names.map((name) => publish({ id: '1', name })));
    expect(outcomes.map(({ kind }) => kind)).toContain('published');
    const inForce = await shelfInS3(client, 'shelf').current();
    expect(inForce?.pointer?.version).toBe(versions);
  });
});
