import { readFileSync } from 'node:fs';
import { UsageProblem } from '../run-script.ts';

/** A whole JSON file. What is wrong with it is told in words. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (problem) {
    const what = problem instanceof SyntaxError ? `not JSON (${problem.message})` : (problem as Error).message;
    throw new UsageProblem(`${file}: ${what}`);
  }
}
