import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

type Client = Pick<S3Client, 'send'>;
type Place = { bucket: string; key: string };

/** Larger texts travel compressed: lists of JSON shrink to a tenth. Smaller ones stay readable for people. */
const COMPRESS_BEYOND_BYTES = 1_000_000;

/** Writes a JSON text; `condition` are the conditions of a write, such as IfMatch. */
export async function putText(client: Client, place: Place, text: string, condition: object = {}): Promise<void> {
  const plain = Buffer.from(text);
  const compressed = plain.length > COMPRESS_BEYOND_BYTES;
  await client.send(
    new PutObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      Body: compressed ? await promisify(gzip)(plain) : plain,
      ContentType: 'application/json',
      ...(compressed && { ContentEncoding: 'gzip' }),
      ...condition,
    }),
  );
}

/** A text and its ETag; undefined when there is none. */
export async function textAt(
  client: Client,
  place: Place,
  abortSignal?: AbortSignal,
): Promise<{ text: string; etag: string } | undefined> {
  try {
    const object = await client.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }), { abortSignal });
    const bytes = Buffer.from((await object.Body?.transformToByteArray()) ?? []);
    const plain = isGzip(bytes) ? await promisify(gunzip)(bytes) : bytes;
    return { text: plain.toString('utf-8'), etag: object.ETag ?? '' };
  } catch (error) {
    // Without the right to list the bucket, S3 calls a missing object forbidden.
    if ([403, 404].includes(statusOf(error))) return undefined;
    throw error;
  }
}

export const statusOf = (error: unknown): number =>
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode ?? 0;

// Seen in the bytes rather than in the header, which what stands between may have taken off with or without unpacking.
const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
