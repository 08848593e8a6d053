import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

const ROTATE_AT_BYTES = 5_000_000;

/** One file per function; what an earlier start wrote stays until the file has grown large. */
export type FunctionLogs = { write(name: string, line: string): void; close(): Promise<void> };

export function createFunctionLogs(directory: string): FunctionLogs {
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, WriteStream>();
  const fileOf = (name: string) => {
    const known = files.get(name);
    if (known) return known;
    const path = join(directory, `${name}.log`);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_AT_BYTES) renameSync(path, `${path}.1`);
    const file = createWriteStream(path, { flags: 'a' });
    // A full disk must not stop the product; its own writes will say so.
    file.on('error', () => {});
    files.set(name, file);
    return file;
  };
  return {
    write: (name, line) => void fileOf(name).write(`${line}\n`),
    async close() {
      await Promise.all([...files.values()].map((file) => new Promise((resolve) => file.end(resolve))));
    },
  };
}
