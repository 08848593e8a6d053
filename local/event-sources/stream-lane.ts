import type { StreamRecord } from './stream-record.ts';

/** Runs `work` on a growing queue of records, one run at a time; `work` takes what it handles off the queue. */
export function createLane(
  work: (queue: StreamRecord[]) => Promise<void>,
  report: (message: string, cause: unknown) => void,
) {
  const queue: StreamRecord[] = [];
  let running: Promise<void> | undefined;
  let stopped = false;
  async function run() {
    // Deferred, so that records read together are delivered together.
    await Promise.resolve();
    while (queue.length > 0 && !stopped) {
      await work(queue).catch((cause) => report('a batch was not finished', cause));
    }
    running = undefined;
  }
  return {
    add(record: StreamRecord) {
      queue.push(record);
      running ??= run();
    },
    /** Starts nothing new and resolves when the current batch is over. */
    async stop() {
      stopped = true;
      await running;
    },
  };
}
