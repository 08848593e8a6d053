/** Counts work under way, so that a test can wait until a simulator has nothing left to do. */
export type Busy = { start(): () => void; track<T>(work: Promise<T>): Promise<T>; idle(): Promise<void> };

export function createBusy(): Busy {
  let open = 0;
  let waiting: (() => void)[] = [];
  const start = () => {
    open += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      open -= 1;
      if (open > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    };
  };
  return {
    start,
    track: (work) => work.finally(start()),
    async idle() {
      // Work that was just let go starts in the next turns of the event loop.
      for (let quietTurns = 0; quietTurns < 3; quietTurns += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (open === 0) continue;
        await new Promise<void>((resolve) => waiting.push(resolve));
        quietTurns = -1;
      }
    },
  };
}
