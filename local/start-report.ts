import { relative } from 'node:path';
import type { Demo } from './demo.ts';
import type { LocalStack } from './stack.ts';

/** One line per step of the start. */
export function stepPrinter(print: (line: string) => void): (step: string, milliseconds: number) => void {
  return (step, milliseconds) => print(`  ${step.padEnd(38)}${milliseconds.toFixed(0).padStart(6)} ms`);
}

type Ready = { stack: LocalStack; demo: Demo; stateDirectory: string; milliseconds: number };

/** Where everything is, what is faster here than in production, and what is missing here. */
export async function summaryOf({ stack, demo, stateDirectory, milliseconds }: Ready): Promise<string> {
  const { stageConfig } = await import('../lib/config.ts');
  const nearby = relative(process.cwd(), stateDirectory);
  const folder = nearby.startsWith('..') ? stateDirectory : nearby || '.';
  const addresses: [string, string][] = [
    // What a person opens comes first.
    ...demo.addresses.toReversed().map(({ what, url }): [string, string] => [what, url]),
    ['HTTP API', stack.apiUrl],
    ['AWS endpoint', `${stack.gatewayUrl} (access key local-admin)`],
    ['Logs', `${folder}/logs/<function>.log`],
  ];
  const missing = stack.uncovered.filter(({ locally }) => locally === 'not-covered');
  const meaningless = stack.uncovered.filter(({ locally }) => locally === 'nothing');
  return [
    '',
    `Ready in ${(milliseconds / 1000).toFixed(1)} s`,
    ...addresses.map(([what, where]) => `  ${what.padEnd(24)}${where}`),
    ...section(
      'Shorter here than in production',
      stageConfig('Local').shortened.map(
        ({ what, production, here }) => `${what}: ${here} (production: ${production})`,
      ),
    ),
    ...section(
      'In the template but not brought up',
      missing.map(({ type, count }) => `${count} × ${type}`),
    ),
    ...section(
      'Without meaning on a laptop',
      meaningless.length === 0
        ? []
        : [meaningless.map(({ type, count }) => `${count} × ${type.replace('AWS::', '')}`).join(', ')],
    ),
    '',
    'Ctrl-C stops everything and keeps its state.',
  ].join('\n');
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
