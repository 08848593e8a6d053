import type { Scheduler } from '../time.ts';

/** Work that falls due later and can be called off together. It runs at its very time, not a turn after it. */
export type Later = { after(milliseconds: number, work: () => void): () => void; callOff(): void };

export function createLater(scheduler: Scheduler): Later {
  const open = new Set<() => void>();
  return {
    after(milliseconds, work) {
      const cancel = scheduler.after(milliseconds, () => {
        open.delete(cancel);
        work();
      });
      open.add(cancel);
      return () => {
        open.delete(cancel);
        cancel();
      };
    },
    callOff() {
      for (const cancel of open) cancel();
      open.clear();
    },
  };
}
