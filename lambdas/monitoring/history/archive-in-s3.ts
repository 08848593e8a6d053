import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { putText, textAt } from '../../runtime/text-objects-in-s3.ts';

type Client = Pick<S3Client, 'send'>;

/** The archive of changes in a bucket. */
export function archiveInS3(client: Client, bucket: string) {
  return {
    keep: (key: string, text: string): Promise<void> => putText(client, { bucket, key }, text),

    /** The keys of an hour's objects, in order. */
    async keysOf(hour: string): Promise<string[]> {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: `changes/${hour}/`, ContinuationToken: token }),
        );
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return keys;
    },

    /** Undefined when it has gone meanwhile. */
    async text(key: string): Promise<string | undefined> {
      return (await textAt(client, { bucket, key }))?.text;
    },
  };
}

export type ChangesArchive = ReturnType<typeof archiveInS3>;
