import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainProblem } from '../run-script.ts';

const WRITTEN_AT_ONCE = 65_536;

export type LinesFile = { write(line: object): void };
export type ResultFiles = ReturnType<typeof resultFiles>;

/**
 * What a replay leaves behind. Results of an earlier one go first, and those of one that fails are taken away again:
 * whatever stands in the folder belongs together.
 */
export function resultFiles(folder: string, names: readonly string[]) {
  const open: { descriptor: number; flush(): void }[] = [];
  const remove = () => {
    for (const name of names) rmSync(join(folder, name), { force: true });
  };
  inWords(folder, () => {
    mkdirSync(folder, { recursive: true });
    remove();
  });

  const close = () => {
    for (const { descriptor } of open.splice(0)) closeSync(descriptor);
  };
  return {
    /** One JSON a line, written on while the replay runs. */
    lines(name: string): LinesFile {
      const descriptor = inWords(folder, () => openSync(join(folder, name), 'w'));
      let waiting = '';
      const flush = () => {
        if (waiting !== '') inWords(name, () => writeFileSync(descriptor, waiting));
        waiting = '';
      };
      open.push({ descriptor, flush });
      return {
        write(line) {
          waiting += `${JSON.stringify(line)}\n`;
          if (waiting.length > WRITTEN_AT_ONCE) flush();
        },
      };
    },
    json(name: string, content: object): void {
      inWords(name, () => writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`));
    },
    finish(): void {
      for (const { flush } of open) flush();
      close();
    },
    abandon(): void {
      close();
      remove();
    },
  };
}

function inWords<Result>(what: string, action: () => Result): Result {
  try {
    return action();
  } catch (problem) {
    throw new PlainProblem(`${what}: ${(problem as Error).message}`);
  }
}
