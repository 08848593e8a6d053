const everyMilliseconds = 500;
const quietMilliseconds = 2_000;

/** Rewrites one line on a terminal while something takes long; says nothing elsewhere, or when it is soon done. */
export function progressOn(stream: NodeJS.WriteStream, what: string) {
  const began = performance.now();
  let shownAt = began + quietMilliseconds - everyMilliseconds;
  let shown = false;
  return {
    at(done: number): void {
      const now = performance.now();
      if (!stream.isTTY || now - shownAt < everyMilliseconds) return;
      [shownAt, shown] = [now, true];
      const perSecond = Math.round((done / (now - began)) * 1_000);
      stream.write(`\r${what}: ${done.toLocaleString('en')} (${perSecond.toLocaleString('en')} a second)\u001b[K`);
    },
    clear(): void {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
