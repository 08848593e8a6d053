/** Things to close in the opposite order of their start, also when a later start fails. */
export type Closing = {
  add<T extends { close(): unknown }>(started: T): T;
  close(): Promise<void>;
};

export function createClosing(onProblem: (message: string) => void): Closing {
  const started: { close(): unknown }[] = [];
  return {
    add(thing) {
      started.push(thing);
      return thing;
    },
    async close() {
      for (let thing = started.pop(); thing; thing = started.pop()) {
        try {
          await thing.close();
        } catch (problem) {
          onProblem(`closing: ${problem instanceof Error ? problem.message : String(problem)}`);
        }
      }
    },
  };
}

/** Waits for all, so that what did start is known to be closed when another fails. */
export async function together<T extends unknown[]>(starts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const results = await Promise.allSettled(starts);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as T;
}
