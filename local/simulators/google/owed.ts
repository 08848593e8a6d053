/** Failures promised for the next request. */
export type Owed = { oweServerError(): void; takeServerError(): boolean; clear(): void };

export function createOwed(): Owed {
  let errors = 0;
  return {
    oweServerError() {
      errors += 1;
    },
    takeServerError() {
      const isOwed = errors > 0;
      if (isOwed) errors -= 1;
      return isOwed;
    },
    clear() {
      errors = 0;
    },
  };
}
