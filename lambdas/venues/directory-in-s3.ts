import type { S3Client } from '@aws-sdk/client-s3';
import type { Directory } from './directory.ts';
import { partsInS3 } from './publication/parts-in-s3.ts';
import { type DirectoryOptions, refreshingDirectory } from './refreshing-directory.ts';

/** The directory that venues are found by, as published to a bucket. */
export const directoryInS3 = (client: Pick<S3Client, 'send'>, bucket: string, options: DirectoryOptions): Directory =>
  refreshingDirectory(
    partsInS3(client, bucket, async ({ searchKey }, part) => ({ text: await part(searchKey) })),
    options,
  );
