/** The value below which `share` of the numbers lie; 0 for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);

/** A table as people read it in a terminal and in a pull request. */
export function table(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? format(cell) : cell)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(line)].join('\n');
}

const format = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1);

/** Rewrites one line while something long runs. */
export function progress(what: string): (done: number, of: number) => void {
  return (done, of) => {
    const filled = Math.round((done / of) * 30);
    const line = `${what} [${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${done}/${of}`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}${done >= of ? '\n' : ''}` : done >= of ? `${line}\n` : '');
  };
}
