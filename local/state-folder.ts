import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORT_VARIABLES } from './ports.ts';
import { StateProblem } from './state-problem.ts';

/** Everything a start leaves in its folder; `--fresh` deletes exactly these. */
const KEPT = ['dynamodb.db', 'fauxqs.db', 'executions.db'].flatMap((file) => [file, `${file}-wal`, `${file}-shm`]);
const ALSO_OURS = [
  'secrets.json',
  'checkpoints',
  'inline-code',
  'logs',
  'running.json',
  'state.json',
  'simulators',
  'postgres',
];

/** Raised with the meaning of what is kept; an older folder is refused rather than misread. */
const FORMAT = 1;

/** Another start works on the same folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/** The folder cannot be made or written to. */
export class FolderUnusable extends Error {
  override name = 'FolderUnusable';
}

export type StateFolder = { directory: string; close(): void };

/** Takes the folder for this process alone; a folder whose owner died is taken over. */
export function openStateFolder(directory: string, { fresh = false } = {}): StateFolder {
  makeFolder(directory);
  const lock = join(directory, 'lock');
  takeLock(lock, directory);
  const close = () => rmSync(lock, { force: true });
  try {
    if (fresh)
      for (const name of [...KEPT, ...ALSO_OURS]) rmSync(join(directory, name), { recursive: true, force: true });
    rmSync(join(directory, 'running.json'), { force: true });
    mkdirSync(join(directory, 'logs'), { recursive: true });
    checkReadable(directory);
    writeFileSync(join(directory, 'state.json'), JSON.stringify({ format: FORMAT }));
  } catch (problem) {
    close();
    throw problem;
  }
  return { directory, close };
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(join(directory, 'logs'), { recursive: true });
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    throw unusable(directory, code);
  }
}

const unusable = (directory: string, code: string | undefined) =>
  new FolderUnusable(
    `The state folder ${directory} cannot be used (${code}). Name another one: BMA_STATE_DIR=.local-2 npm start`,
  );

/** What a second start needs beside a folder of its own. */
const PORTS_OF_ITS_OWN = Object.values(PORT_VARIABLES)
  .map(({ variable }) => `${variable}=0`)
  .join(' ');

function takeLock(lock: string, directory: string, retry = true): void {
  try {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { flag: 'wx' });
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw unusable(directory, code);
    const owner = readOwner(lock);
    if (owner && isAlive(owner)) {
      throw new FolderInUse(
        `Process ${owner.pid} already runs on ${directory}. Stop it, or give this start its own folder and ports: ` +
          `BMA_STATE_DIR=.local-2 ${PORTS_OF_ITS_OWN} npm start`,
      );
    }
    rmSync(lock, { force: true });
    if (!retry) throw problem;
    takeLock(lock, directory, false);
  }
}

type Owner = { pid: number; started: string };

function readOwner(lock: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM';
  }
  // The number may have been given to another process since.
  return started === startOf(pid);
}

/** When a process began, as far as the system tells; '' where it does not. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function checkReadable(directory: string): void {
  const state = join(directory, 'state.json');
  if (existsSync(state) && !readFileSync(state, 'utf8').includes(`"format":${FORMAT}`)) {
    throw new StateProblem(`${directory} was written by another version`);
  }
  for (const name of ['dynamodb.db', 'fauxqs.db']) {
    const file = join(directory, name);
    if (existsSync(file) && !looksLikeSqlite(file)) throw new StateProblem(`${file} is damaged`);
  }
}

function looksLikeSqlite(file: string): boolean {
  const header = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  try {
    // An engine stopped before its first write leaves an empty file, which is a new database.
    return readSync(handle, header) === 0 || header.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(handle);
  }
}
