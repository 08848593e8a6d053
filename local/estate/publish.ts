import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DIRECTORY_KEY } from '../../lambdas/venues/directory-in-s3.ts';
import type { DirectoryEntry } from '../../lambdas/venues/index.ts';

/** Puts a directory where the functions look for it; answers its version. */
export async function publishDirectory(
  client: Pick<S3Client, 'send'>,
  bucket: string,
  directory: readonly DirectoryEntry[],
): Promise<{ version: string; venues: number }> {
  const body = JSON.stringify(directory);
  const put = await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: DIRECTORY_KEY, Body: body, ContentType: 'application/json' }),
  );
  return { version: put.ETag ?? '', venues: directory.length };
}
