import type { S3Client } from '@aws-sdk/client-s3';
import { textAt } from '../../runtime/text-objects-in-s3.ts';
import type { VersionSource } from './kept-fresh.ts';
import { POINTER_KEY, type Pointer, readPointer } from './pointer.ts';

/**
 * Versions as published to a bucket: the small pointer is looked at, and `read` gets those of its large parts that it
 * wants when it names a new version.
 */
export const partsInS3 = <Content>(
  client: Pick<S3Client, 'send'>,
  bucket: string,
  read: (pointer: Pointer, part: (key: string) => Promise<string>) => Promise<Content>,
): VersionSource<Content> => ({
  location: `s3://${bucket}/${POINTER_KEY}`,
  async fetch(knownVersion) {
    const found = await textAt(client, { bucket, key: POINTER_KEY });
    if (!found) return 'not-published';
    const pointer = readPointer(found.text);
    const version = String(pointer.version);
    if (version === knownVersion) return 'unchanged';
    const content = await read(pointer, async (key) => {
      const part = await textAt(client, { bucket, key });
      if (!part) throw new Error(`version ${version} is in force, but ${key} is missing`);
      return part.text;
    });
    return { version, ...content };
  },
});
