import type { S3Client } from '@aws-sdk/client-s3';
import { textAt } from '../runtime/text-objects-in-s3.ts';
import type { Directory } from './directory.ts';
import { POINTER_KEY, readPointer } from './publication/pointer.ts';

import { type RefreshOptions, refreshingDirectory } from './refreshing-directory.ts';

/** The directory as published to a bucket: the small pointer is looked at, the large part read when it names a new version. */
export function directoryInS3(client: Pick<S3Client, 'send'>, bucket: string, options: RefreshOptions): Directory {
  const fetch = async (knownVersion: string | undefined) => {
    const found = await textAt(client, { bucket, key: POINTER_KEY });
    if (!found) return 'not-published' as const;
    const pointer = readPointer(found.text);
    const version = String(pointer.version);
    if (version === knownVersion) return 'unchanged' as const;
    const part = await textAt(client, { bucket, key: pointer.searchKey });
    if (!part) throw new Error(`version ${version} is in force, but ${pointer.searchKey} is missing`);
    return { version, text: part.text };
  };
  return refreshingDirectory({ location: `s3://${bucket}/${POINTER_KEY}`, fetch }, options);
}
