import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a script of scripts/ as npm does, against the start remembered in a state folder. */
export function runScript(name: string, args: string[], stateDirectory: string) {
  const script = join(import.meta.dirname, '../../scripts', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, BMA_STATE_DIR: stateDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
  }
  return new Promise<{ code: number | null; printed: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, printed })),
  );
}
