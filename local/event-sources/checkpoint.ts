import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How far a stream has been worked off; without a sequence number, not at all. */
export type Position = { sequenceNumber?: string };

export type Checkpoint = {
  /** `undefined` when this stream was never read; throws when the file cannot be understood. */
  load(): Position | undefined;
  save(position: Position): void;
};

/** Keeps the position of a stream in a file, or only in memory without one. */
export function createCheckpoint(file: string | undefined, streamArn: string): Checkpoint {
  let inMemory: Position | undefined;
  return {
    load() {
      if (!file) return inMemory;
      const text = readIfPresent(file);
      if (text === undefined) return undefined;
      const saved = JSON.parse(text) as Position & { streamArn?: string };
      // A table created anew has a new stream: its sequence numbers start again.
      return saved.streamArn === streamArn ? { sequenceNumber: saved.sequenceNumber } : undefined;
    },
    save(position) {
      inMemory = position;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      // Renaming replaces the file in one step: a crash leaves the old position or the new one.
      writeFileSync(`${file}.new`, JSON.stringify({ streamArn, ...position }));
      renameSync(`${file}.new`, file);
    },
  };
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (problem) {
    if ((problem as { code?: string }).code === 'ENOENT') return undefined;
    throw problem;
  }
}
