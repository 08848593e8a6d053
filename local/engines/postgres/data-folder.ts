import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StateProblem } from '../../state-problem.ts';
import { EngineUnavailable } from '../dynamodb.ts';
import type { PostgresBuild } from './native-build.ts';

/** As on RDS: whoever the product signs in as is never the superuser of the server. */
export const OWNER = 'rdsadmin';

/** A cluster of databases on disk, ready for a server to be started on. */
export type DataFolder = { path: string; ownerPassword: string };

const EVERY_LOCAL_CONNECTION_SAYS_ITS_PASSWORD = 'host all all 127.0.0.1/32 scram-sha-256\n';

/** Makes the folder's database cluster if it has none yet; what an earlier start could not finish is thrown away. */
export async function prepareDataFolder(build: PostgresBuild, directory: string): Promise<DataFolder> {
  const path = join(directory, 'data');
  const passwordFile = join(directory, 'owner-password');
  if (existsSync(path)) {
    checkVersion(path, build.majorVersion);
    return { path, ownerPassword: readPassword(passwordFile, path) };
  }
  mkdirSync(directory, { recursive: true });
  const ownerPassword = randomBytes(18).toString('base64url');
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  const making = join(directory, 'data.new');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  giveTo(making, build);
  giveTo(passwordFile, build);
  await initialise(build, making, passwordFile);
  writeFileSync(join(making, 'pg_hba.conf'), EVERY_LOCAL_CONNECTION_SAYS_ITS_PASSWORD);
  renameSync(making, path);
  return { path, ownerPassword };
}

/**
 * The current folder under a name that can be opened without entering the folders above it: the server's user may be
 * shut out of those, while the folder itself is given to it.
 */
export const CURRENT_FOLDER = '/proc/self/cwd';

/** What PostgreSQL's programs see of the environment: not this machine's language, nor its settings for clients. */
export const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function initialise({ initdb, runAs }: PostgresBuild, folder: string, passwordFile: string): Promise<void> {
  const password = openSync(passwordFile, 'r');
  const args = [
    ...['--pgdata', CURRENT_FOLDER, '--username', OWNER, '--pwfile', '/proc/self/fd/3'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8'],
    // Nothing is lost with a folder that is still empty: what is written later is synced by the server.
    ...['--auth', 'scram-sha-256', '--no-sync'],
  ];
  const options = { cwd: folder, env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe', password] as Stdio, ...runAs };
  return new Promise<void>((resolve, reject) => {
    const child = spawn(initdb, args, options);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new EngineUnavailable(`PostgreSQL could not make its data folder: ${errors.trim()}`));
    });
  }).finally(() => closeSync(password));
}

type Stdio = ('ignore' | 'pipe' | number)[];

function giveTo(path: string, { runAs }: PostgresBuild): void {
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}

function checkVersion(path: string, majorVersion: string): void {
  const version = join(path, 'PG_VERSION');
  const kept = existsSync(version) ? readFileSync(version, 'utf8').trim() : '';
  if (kept === '') throw new StateProblem(`The database kept in ${path} is damaged`);
  if (kept !== majorVersion) throw new StateProblem(`The database kept in ${path} was written by PostgreSQL ${kept}`);
}

function readPassword(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StateProblem(`The password of the database kept in ${path} is gone`, { cause });
  }
}
