import type { IncomingMessage } from 'node:http';
import { Refused } from './answer.ts';

const MOST_BYTES = 1024 * 1024;

/** The body as JSON; an empty one counts as `{}`. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  // Only once everything was read: whoever is still sending would see a broken connection instead of the answer.
  if (bytes > MOST_BYTES) throw new Refused(413, 'The body is larger than 1 MB; send less.');
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON; send an object such as {"channel":"line"}.');
  }
}
