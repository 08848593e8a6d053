import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, LOOPBACK } from '../../ports.ts';
import { StateProblem } from '../../state-problem.ts';
import { EngineUnavailable } from '../dynamodb.ts';
import { type EngineChild, startEngineChild } from '../engine-child.ts';
import { CURRENT_FOLDER, type DataFolder, ENVIRONMENT, OWNER, prepareDataFolder } from './data-folder.ts';
import { endLeftOverServer } from './left-over-server.ts';
import { type PostgresBuild, postgresBuild } from './native-build.ts';
import { copyTemplate } from './template-folder.ts';

/** A PostgreSQL server on this machine alone; the owner is its superuser. */
export type Postgres = {
  host: string;
  port: number;
  owner: { user: string; password: string };
  close(): Promise<void>;
};

export type PostgresOptions = {
  /** Kept across starts. @default a temporary folder, gone with the server */
  directory?: string;
  /** A folder that temporary ones are copied from, made when it is missing; whoever names it removes it. */
  template?: string;
  /** @default any free port */
  port?: number;
  /** A server somebody else runs: `postgres://superuser:password@host:port`. */
  url?: string;
  onProblem?(message: string): void;
};

const READY_WITHIN_MILLISECONDS = 20_000;
const STOPS_WITHIN_MILLISECONDS = 5_000;

export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  if (options.url !== undefined) return serverAt(options.url);
  const build = postgresBuild();
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'bma-postgres-'));
  const durable = options.directory !== undefined;
  const remove = () => {
    if (!durable) rmSync(directory, { recursive: true, force: true });
  };
  try {
    if (!durable && options.template !== undefined) await copyTemplate(build, options.template, directory);
    const folder = await prepareDataFolder(build, directory);
    await endLeftOverServer(folder.path);
    const { child, port } = await startServer(build, folder, { ...options, durable });
    let stopping = false;
    void child.exited.then(({ code, output }) => {
      if (stopping) return;
      const until = 'Until the next start there is no database';
      options.onProblem?.(`PostgreSQL ended by itself (exit code ${code}). ${until}. It said: ${lastLines(output)}`);
    });
    return {
      host: LOOPBACK,
      port,
      owner: { user: OWNER, password: folder.ownerPassword },
      async close() {
        stopping = true;
        await stop(child, folder);
        remove();
      },
    };
  } catch (problem) {
    remove();
    throw problem;
  }
}

type ServerOptions = PostgresOptions & { durable: boolean };

async function startServer(
  build: PostgresBuild,
  folder: DataFolder,
  options: ServerOptions,
): Promise<{ child: EngineChild; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    let isReady = () => {};
    const ready = new Promise<'ready'>((resolve) => {
      isReady = () => resolve('ready');
    });
    const child = startEngineChild(
      build.postgres,
      ['-D', CURRENT_FOLDER, ...settingsOf(port, options.durable)],
      (line) => {
        if (line.includes('database system is ready to accept connections')) isReady();
      },
      {
        stopSignal: 'INT',
        directory: folder.path,
        environment: ENVIRONMENT,
        ...(build.runAs && { runAs: build.runAs }),
      },
    );
    const tooLate = patience(READY_WITHIN_MILLISECONDS);
    const outcome = await Promise.race([ready, child.exited, tooLate.over]);
    tooLate.cancel();
    if (outcome === 'ready') return { child, port };
    await stop(child, folder);
    const reason = outcome === 'over' ? 'it was not ready in time' : lastLines(outcome.output);
    // Another process may have taken the port between our look and the server's start.
    if (/Address already in use/.test(reason) && options.port === undefined && attempt < 5) continue;
    if (/Address already in use|could not (create|bind)/.test(reason) || !options.durable) {
      throw new EngineUnavailable(`PostgreSQL could not start: ${reason}`);
    }
    throw new StateProblem(`The database kept in ${folder.path} cannot be opened: ${reason}`);
  }
}

function settingsOf(port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: LOOPBACK,
    port,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 60,
    shared_buffers: '64MB',
    // Threads of input and output of its own would be more processes than connections here.
    io_method: 'sync',
    // Whoever asked is told what was wrong; here the statement would only hide why the server ends.
    log_min_error_statement: 'panic',
    jit: 'off',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function stop(child: EngineChild, { path }: DataFolder): Promise<void> {
  const tooLate = patience(STOPS_WITHIN_MILLISECONDS);
  const outcome = await Promise.race([child.stop(), tooLate.over]);
  tooLate.cancel();
  if (outcome === 'over') await endLeftOverServer(path);
}

function patience(milliseconds: number): { over: Promise<'over'>; cancel(): void } {
  let cancel = () => {};
  const over = new Promise<'over'>((resolve) => {
    const timer = setTimeout(() => resolve('over'), milliseconds);
    cancel = () => clearTimeout(timer);
  });
  return { over, cancel };
}

function lastLines(output: string): string {
  return output.split('\n').slice(-4).join(' / ');
}

function serverAt(url: string): Postgres {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: port === '' ? 5432 : Number(port),
    owner: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    close: async () => {},
  };
}
