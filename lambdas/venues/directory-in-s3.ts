import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Directory } from './directory.ts';
import { type RefreshOptions, refreshingDirectory } from './refreshing-directory.ts';

/** Where the published directory lies in its bucket. */
export const DIRECTORY_KEY = 'directory/current.json';

/** The directory as published to a bucket; the object's ETag is its version. */
export function directoryInS3(client: Pick<S3Client, 'send'>, bucket: string, options: RefreshOptions): Directory {
  const fetch = async (knownVersion: string | undefined) => {
    try {
      const object = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: DIRECTORY_KEY, IfNoneMatch: knownVersion }),
      );
      const text = (await object.Body?.transformToString('utf-8')) ?? '';
      return { version: object.ETag ?? '', text };
    } catch (error) {
      // The SDK reports "304 Not Modified" as an error without a name of its own.
      if (knownVersion !== undefined && statusOf(error) === 304) return 'unchanged' as const;
      // Without the right to list the bucket, S3 calls a missing object forbidden.
      if (statusOf(error) === 404 || statusOf(error) === 403) return 'not-published' as const;
      throw error;
    }
  };
  return refreshingDirectory({ location: `s3://${bucket}/${DIRECTORY_KEY}`, fetch }, options);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}
