import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { POINTER_KEY, Pointer, readPointer } from './pointer.ts';
import type { Shelf } from './publish-directory.ts';

type Client = Pick<S3Client, 'send'>;

/** The text of an object and its ETag; undefined when there is none. */
export async function objectIn(
  client: Client,
  bucket: string,
  key: string,
  abortSignal?: AbortSignal,
): Promise<{ text: string; etag: string } | undefined> {
  try {
    const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
    const text = (await object.Body?.transformToString('utf-8')) ?? '';
    return { text, etag: object.ETag ?? '' };
  } catch (error) {
    // Without the right to list the bucket, S3 calls a missing object forbidden.
    if ([403, 404].includes(statusOf(error))) return undefined;
    throw error;
  }
}

export function shelfInS3(client: Client, bucket: string): Shelf {
  const put = (Key: string, Body: string, condition: object = {}) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json', ...condition }));
  return {
    async current() {
      const found = await objectIn(client, bucket, POINTER_KEY);
      return found && { pointer: readable(found.text), mark: found.etag };
    },
    async put(key, text) {
      await put(key, text);
    },
    async point(pointer, mark) {
      try {
        const text = JSON.stringify(Pointer.parse(pointer));
        await put(POINTER_KEY, text, mark === undefined ? { IfNoneMatch: '*' } : { IfMatch: mark });
        return 'pointed';
      } catch (error) {
        // 409: somebody else is writing it this very moment.
        if ([409, 412].includes(statusOf(error))) return 'overtaken';
        throw error;
      }
    },
  };
}

/** A damaged pointer must not keep a good one from taking its place. */
function readable(text: string): Pointer | undefined {
  try {
    return readPointer(text);
  } catch {
    return undefined;
  }
}

const statusOf = (error: unknown): number =>
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode ?? 0;
