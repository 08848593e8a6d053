import { createReadStream } from 'node:fs';

const chunkBytes = 1_048_576;

/** The lines of a text file of any size, a chunk of them at a time, so that memory stays the same. */
export async function* linesOfFile(file: string): AsyncGenerator<string[]> {
  let rest = '';
  let first = true;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: chunkBytes })) {
    const text: string = first ? (chunk as string).replace(/^\ufeff/, '') : chunk;
    first = false;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}
