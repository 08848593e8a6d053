import { readOutputs } from '../../scripts/outputs.ts';

/** Outputs that scripts accept, for a test that uses only some of them. */
export function everyOutput(given: Record<string, string>): Record<string, string> {
  const outputs = { ...given };
  for (;;) {
    try {
      return readOutputs(outputs, 'a test');
    } catch (problem) {
      const missing = /does not say its (.*?);/.exec((problem as Error).message)?.[1]?.split(', ') ?? [];
      if (missing.length === 0) throw problem;
      for (const name of missing) outputs[name] = 'http://127.0.0.1:1';
    }
  }
}
