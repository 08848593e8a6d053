import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DIRECTORY_KEY } from '../lambdas/venues/directory-in-s3.ts';
import { readDirectorySnapshot } from '../lambdas/venues/index.ts';

/** The directory that answers people now. */
export type PublishedDirectory =
  | { kind: 'published'; venues: number; skipped: number; at: Date; version: string }
  | { kind: 'unreadable'; problem: string }
  | { kind: 'missing' };

export async function readPublishedDirectory(
  s3: Pick<S3Client, 'send'>,
  bucket: string,
  abortSignal?: AbortSignal,
): Promise<PublishedDirectory> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: DIRECTORY_KEY }), { abortSignal });
    return judge((await object.Body?.transformToString('utf-8')) ?? '', object.LastModified, object.ETag);
  } catch (problem) {
    if ((problem as Error).name === 'NoSuchKey') return { kind: 'missing' };
    throw problem;
  }
}

function judge(text: string, at = new Date(0), version = ''): PublishedDirectory {
  try {
    const { entries, skipped } = readDirectorySnapshot(text);
    return { kind: 'published', venues: entries.length, skipped: skipped.length, at, version };
  } catch (problem) {
    return { kind: 'unreadable', problem: (problem as Error).message };
  }
}
