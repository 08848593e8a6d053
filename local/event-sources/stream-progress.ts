import type { StreamRecord } from './stream-record.ts';

/** A crash within this time repeats a few records; it never loses one. */
const SAVE_AFTER_MILLISECONDS = 250;

/** Knows up to which record of a stream everything is done, whatever order lanes finish in, and keeps that position. */
export function trackProgress(save: (sequenceNumber: string) => void) {
  const inOrder: StreamRecord[] = [];
  const finished = new Set<string>();
  let reached: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (reached) save(reached);
    reached = undefined;
  }
  return {
    add: (record: StreamRecord) => inOrder.push(record),
    undone: () => inOrder.length,
    done(record: StreamRecord) {
      finished.add(record.dynamodb.SequenceNumber);
      while (inOrder[0] && finished.delete(inOrder[0].dynamodb.SequenceNumber)) {
        reached = inOrder.shift()?.dynamodb.SequenceNumber;
      }
      if (reached) timer ??= setTimeout(flush, SAVE_AFTER_MILLISECONDS);
    },
    flush,
  };
}
