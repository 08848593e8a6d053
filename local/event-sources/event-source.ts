import type { InvokeResult } from '../functions/functions.ts';

/** Something a person should know; the source itself goes on. */
export type Problem = { source: string; message: string; cause?: unknown };

/** What every event source needs from the outside. */
export type SourceOutlets = {
  invoke(event: unknown): Promise<InvokeResult>;
  onProblem(problem: Problem): void;
};

/** A running event source. */
export type EventSource = {
  /** Takes nothing new and resolves when what is running has been settled. */
  close(): Promise<void>;
};

/** Resolves after a time, or at once when the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** A wait that can be cut short; a wake-up outside of it ends the next one. */
export function createNap() {
  let end: (() => void) | undefined;
  let woken = false;
  return {
    wake() {
      woken = true;
      end?.();
    },
    async rest(milliseconds: number) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
      end = undefined;
    },
  };
}
