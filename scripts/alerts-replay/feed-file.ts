import type { Replay } from '../../lambdas/monitoring/replay/replay.ts';
import { UsageProblem } from '../run-script.ts';
import { LineProblem, readEventLine } from './event-line.ts';
import { linesOfFile } from './lines-of-file.ts';
import { progressOn } from './progress.ts';

/** Feeds every line in turn. The first that cannot be read, or is of no such fleet, ends it and is named. */
export async function feedFile(replay: Replay, t0: number, file: string): Promise<void> {
  const progress = progressOn(process.stderr, 'events replayed');
  let number = 0;
  try {
    for await (const lines of linesOfFile(file)) {
      for (const line of lines) {
        number += 1;
        if (line !== '' && line.trim() !== '') feedLine(replay, line, t0);
      }
      progress.at(number);
    }
  } catch (problem) {
    if (problem instanceof LineProblem) throw new UsageProblem(`${file}, line ${number}: ${problem.message}`);
    if ((problem as NodeJS.ErrnoException).syscall) throw new UsageProblem(`${file}: ${(problem as Error).message}`);
    throw problem;
  } finally {
    progress.clear();
  }
}

export function feedLine(replay: Replay, line: string, t0: number): void {
  const event = readEventLine(line, t0);
  const problem = replay.problemWith(event);
  if (problem !== undefined) throw new LineProblem(problem);
  replay.feed(event);
}
