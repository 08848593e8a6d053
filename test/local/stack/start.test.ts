import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORT_VARIABLES } from '../../../local/ports.ts';
import { findRunning } from '../../../local/running.ts';
import { aSmallAssembly } from '../assembly/small-assembly.ts';

const assembly = aSmallAssembly();
const anyPorts = Object.fromEntries(Object.values(PORT_VARIABLES).map(({ variable }) => [variable, '0']));
const script = join(import.meta.dirname, 'start-small-assembly.ts');
const newFolder = () => mkdtempSync(join(tmpdir(), 'start-'));
const children: ChildProcess[] = [];

type Start = { child: ChildProcess; printed(): string; ready: Promise<void>; ended: Promise<number | null> };

function start(stateDirectory: string, args: string[] = [], environment: Record<string, string> = {}): Start {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: { ...process.env, ...anyPorts, SMALL_ASSEMBLY: assembly, BMA_STATE_DIR: stateDirectory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      if (text.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`ended early: ${text}`)));
  });
  ready.catch(() => {});
  return { child, printed: () => text, ready, ended };
}

/** Engines anywhere on this machine that work on the folder. */
function enginesOn(stateDirectory: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(stateDirectory, 'dynamodb.db'));
    } catch {
      return false;
    }
  });
}

async function untilNone(look: () => string[]): Promise<string[]> {
  const giveUpAt = Date.now() + 5_000;
  while (look().length > 0 && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 10));
  return look();
}

const isRefused = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('starting locally', () => {
  it('tells scripts where everything is, and leaves nothing when told to stop', async () => {
    const folder = newFolder();
    const { child, ready, ended, printed } = start(folder);
    await ready;
    const running = findRunning(folder);
    expect(running).toMatchObject({ pid: child.pid, outputs: { JobsUrl: expect.stringContaining('Jobs') } });
    const answer = await fetch(`${running?.apiUrl}/notes`, { method: 'POST', body: 'hello' });
    expect(answer.status).toBe(202);
    expect(printed()).toMatch(/1 × AWS::ElastiCache::ReplicationGroup/);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(enginesOn(folder)).toEqual([]);
    expect(await isRefused(running?.gatewayUrl ?? '')).toBe(true);
    expect(findRunning(folder)).toBeUndefined();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    expect(readFileSync(join(folder, 'logs', 'receive.log'), 'utf8')).toContain('received');
  });

  it('takes one Ctrl-C that arrives twice as one', async () => {
    const { child, ready, ended, printed } = start(newFolder());
    await ready;
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(printed()).toContain('Stopping');
  });

  it('stops when npm is gone, whose shell passes no signal on', async () => {
    const folder = newFolder();
    const environment = { ...process.env, ...anyPorts, SMALL_ASSEMBLY: assembly, BMA_STATE_DIR: folder };
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}"; true`], {
      env: { ...environment, npm_lifecycle_event: 'start' },
      stdio: 'ignore',
    });
    children.push(shell);
    const giveUpAt = Date.now() + 15_000;
    while (!findRunning(folder) && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(findRunning(folder)).toBeDefined();
    shell.kill('SIGTERM');
    expect(
      await untilNone(() => [...enginesOn(folder), ...readdirSync(folder).filter((name) => name === 'lock')]),
    ).toEqual([]);
  });

  it('leaves no engine when it is killed, and starts again on the same folder', async () => {
    const folder = newFolder();
    const killed = start(folder);
    await killed.ready;
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await untilNone(() => enginesOn(folder))).toEqual([]);
    const again = start(folder);
    await again.ready;
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('leaves nothing when it is stopped half way', async () => {
    const folder = newFolder();
    const { child, ended } = start(folder);
    const giveUpAt = Date.now() + 10_000;
    while (enginesOn(folder).length === 0 && Date.now() < giveUpAt)
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGINT');
    await ended;
    expect(await untilNone(() => enginesOn(folder))).toEqual([]);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('refuses a second start on the same folder', async () => {
    const folder = newFolder();
    const first = start(folder);
    await first.ready;
    const second = start(folder);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(new RegExp(`Process ${first.child.pid} already runs on ${folder}`));
    expect(findRunning(folder)?.pid).toBe(first.child.pid);
    for (const variable of Object.keys(anyPorts)) expect(second.printed()).toContain(`${variable}=0`);
  });

  it('names a taken port and what to set', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    const folder = newFolder();
    const { ended, printed } = start(folder, [], { BMA_LINE_PORT: String(port) });
    expect(await ended).toBe(1);
    expect(printed()).toContain(`Port ${port} for the LINE simulator is already in use`);
    expect(printed()).toContain('BMA_LINE_PORT=0');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });

  it('refuses a damaged folder, and --fresh helps', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'dynamodb.db'), 'not a database at all');
    const refused = start(folder);
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toMatch(/dynamodb\.db is damaged.*--fresh/);
    const fresh = start(folder, ['--fresh']);
    await fresh.ready;
  });

  it('says which folder cannot be one, and what to set instead', async () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    const { ended, printed } = start(file);
    expect(await ended).toBe(1);
    expect(printed()).toMatch(/a-file cannot be used \(\w+\)\. Name another one: BMA_STATE_DIR=/);
  });

  it.each([[['--fast']], [['--venues']], [['--venues', 'many']], [['--venues', '100001']]])(
    'explains itself when given %j',
    async (args) => {
      const { ended, printed } = start(newFolder(), args);
      expect(await ended).toBe(2);
      expect(printed()).toContain('Usage: npm start');
    },
  );
});
