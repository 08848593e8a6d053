import type { S3Client } from '@aws-sdk/client-s3';
import { putText, textAt } from '../../runtime/text-objects-in-s3.ts';
import type { RunFiles } from './run-files.ts';

export const runFilesInS3 = (client: Pick<S3Client, 'send'>, bucket: string): RunFiles => ({
  write: (key, value) => putText(client, { bucket, key }, JSON.stringify(value)),
  async read(key) {
    const found = await textAt(client, { bucket, key });
    return found && JSON.parse(found.text);
  },
});
