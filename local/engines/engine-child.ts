import { type ChildProcess, spawn } from 'node:child_process';

/** A program that lives exactly as long as this process wants it to. */
export type EngineChild = {
  /** Resolves with the exit code and the last output once the program is gone, wanted or not. */
  exited: Promise<{ code: number | null; output: string }>;
  stop(): Promise<void>;
};

export type EngineChildOptions = {
  /** What ends the program when its time has come. @default KILL */
  stopSignal?: 'KILL' | 'INT';
  /** @default as this process */
  runAs?: { uid: number; gid: number };
  /** The program's folder. @default as this process */
  directory?: string;
  /** Variables of the program alone. @default as this process */
  environment?: Record<string, string>;
};

// The shell waits for its standard input to close, which the kernel does even when this process is killed outright,
// and then ends the program: no way of dying leaves an orphan on the port.
const LIVES_WITH_STDIN =
  'exec 3<&0; signal=$1; shift; "$@" </dev/null 3<&- & program=$!; ' +
  '{ read -r _ <&3; kill -s $signal $program; } 2>/dev/null & wait $program';

/** Starts a program in its own process group, so that Ctrl-C reaches us first and it is stopped in order. */
export function startEngineChild(
  command: string,
  args: string[],
  onLine: (line: string) => void,
  { stopSignal = 'KILL', runAs, directory, environment }: EngineChildOptions = {},
): EngineChild {
  const child = spawn('/bin/sh', ['-c', LIVES_WITH_STDIN, 'sh', stopSignal, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...runAs,
    ...(directory !== undefined && { cwd: directory }),
    ...(environment && { env: environment }),
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
    for (const line of chunk.toString().split('\n')) if (line.trim()) onLine(line);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.stdin.on('error', () => {});
  const exited = endOf(child).then((code) => {
    child.stdin.destroy();
    return { code, output: output.trim() };
  });
  return {
    exited,
    async stop() {
      child.stdin.destroy();
      await exited;
    },
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
}
