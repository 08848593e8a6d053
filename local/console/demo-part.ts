import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DIRECTORY_KEY } from '../../lambdas/venues/directory-in-s3.ts';
import { readDirectorySnapshot } from '../../lambdas/venues/index.ts';
import type { DemoPart } from '../demo.ts';
import type { LocalStack } from '../stack.ts';
import type { VenueNames } from './chat-view.ts';
import { startConsole } from './console.ts';

/** The console of a running product; comes after the estate and the simulators. */
export const consolePart: DemoPart = {
  name: 'console',
  async start({ stack, ports, onProblem }) {
    const console = await startConsole({
      port: ports.console,
      apiUrl: stack.apiUrl,
      aws: { admin: stack.admin, chatTable: stack.outputs.ChatTableName ?? '' },
      whatsAppUrl: `http://127.0.0.1:${ports.whatsapp}`,
      lineUrl: `http://127.0.0.1:${ports.line}`,
      directory: await publishedDirectory(stack),
      onProblem,
    });
    return { address: { what: 'Console: open this', url: console.url }, close: console.close };
  },
};

/** The venues as the functions see them: what was published, not what it was made of. */
async function publishedDirectory({ admin, outputs }: LocalStack): Promise<VenueNames> {
  const client = new S3Client(admin);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: outputs.DirectoryBucketName, Key: DIRECTORY_KEY }));
  const { entries } = readDirectorySnapshot((await Body?.transformToString()) ?? '[]');
  client.destroy();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { venue: (id) => byId.get(id) };
}
