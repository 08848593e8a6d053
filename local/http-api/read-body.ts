import type { IncomingMessage } from 'node:http';

/** The payload limit of an HTTP API. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Reads a whole body; `undefined` when it is larger than API Gateway takes. */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the caller gets an answer instead of a broken connection.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
