import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminClientConfig, LocalStack } from './stack.ts';

/** What scripts need to find a running start; exists only while everything is ready. */
export type Running = {
  pid: number;
  apiUrl: string;
  gatewayUrl: string;
  /** Give it to any AWS SDK v3 client. */
  admin: AdminClientConfig;
  /** Stack outputs by name. */
  outputs: Record<string, string>;
  /** Simulators and the console by name. */
  addresses: Record<string, string>;
};

const fileIn = (stateDirectory: string) => join(stateDirectory, 'running.json');

export function rememberRunning(
  stateDirectory: string,
  { apiUrl, gatewayUrl, admin, outputs }: LocalStack,
  addresses: { name: string; url: string }[],
): void {
  const running: Running = {
    pid: process.pid,
    apiUrl,
    gatewayUrl,
    admin,
    outputs,
    addresses: Object.fromEntries(addresses.map(({ name, url }) => [name, url])),
  };
  const file = fileIn(stateDirectory);
  writeFileSync(`${file}.new`, JSON.stringify(running, null, 2));
  renameSync(`${file}.new`, file);
}

export function forgetRunning(stateDirectory: string): void {
  rmSync(fileIn(stateDirectory), { force: true });
}

/** The start that runs on a state folder, if one does. */
export function findRunning(stateDirectory: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(fileIn(stateDirectory), 'utf8')) as Running;
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined;
  }
}
