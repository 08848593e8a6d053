const WIDTH = 30;

/** A line at the terminal that is written over and over; nothing where nobody watches. */
export function progressBar(terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
  if (!terminal.isTTY) return { show() {}, clear() {} };
  return {
    /** `share` from 0 to 1. */
    show(share: number, words: string) {
      const full = Math.round(Math.min(Math.max(share, 0), 1) * WIDTH);
      terminal.write(`\r\u001b[K[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${words}`);
    },
    clear: () => void terminal.write('\r\u001b[K'),
  };
}
