import type { S3Client } from '@aws-sdk/client-s3';
import { textAt } from '../lambdas/runtime/text-objects-in-s3.ts';
import { readDirectorySnapshot } from '../lambdas/venues/index.ts';
import { POINTER_KEY, readPointer } from '../lambdas/venues/publication/pointer.ts';

/** The directory that answers people now. */
export type PublishedDirectory =
  | { kind: 'published'; venues: number; zones: number; skipped: number; at: Date; version: string }
  | { kind: 'unreadable'; problem: string }
  | { kind: 'missing' };

export async function readPublishedDirectory(
  s3: Pick<S3Client, 'send'>,
  bucket: string,
  abortSignal?: AbortSignal,
): Promise<PublishedDirectory> {
  const pointing = await textAt(s3, { bucket, key: POINTER_KEY }, abortSignal);
  if (!pointing) return { kind: 'missing' };
  try {
    const { version, publishedAt, zones, searchKey } = readPointer(pointing.text);
    const part = await textAt(s3, { bucket, key: searchKey }, abortSignal);
    if (!part) return { kind: 'unreadable', problem: `version ${version} is in force, but ${searchKey} is missing` };
    const { entries, skipped } = readDirectorySnapshot(part.text);
    return {
      kind: 'published',
      venues: entries.length,
      zones,
      skipped: skipped.length,
      at: new Date(publishedAt),
      version: String(version),
    };
  } catch (problem) {
    return { kind: 'unreadable', problem: (problem as Error).message };
  }
}
