import { mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../../local/stack.ts';
import { aSmallAssembly, type Stacks } from '../assembly/small-assembly.ts';

const started: LocalStack[] = [];
const problems: string[] = [];

async function aStack(
  options: Partial<LocalStackOptions> = {},
  change?: (stacks: Stacks) => void,
): Promise<LocalStack> {
  const stack = await startLocalStack({
    assemblyDirectory: aSmallAssembly(change),
    stage: 'Local',
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  started.push(stack);
  return stack;
}

const post = (stack: LocalStack, body: string) =>
  fetch(`${stack.apiUrl}/notes`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });

async function until<T>(
  look: () => Promise<T> | T,
  holds: (seen: T) => boolean,
  withinMilliseconds = 10_000,
): Promise<T> {
  const giveUpAt = Date.now() + withinMilliseconds;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > giveUpAt) throw new Error(`still ${JSON.stringify(seen)}; problems: ${problems.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function noteIn(stack: LocalStack, pk: string): Promise<unknown> {
  const client = new DynamoDBClient(stack.admin);
  const TableName = stack.resources.tables[0]?.name;
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: 'NOTE' } } }));
  client.destroy();
  return Item;
}

/** Of this process only: others on the machine come and go. */
function listeningPorts(): string[] {
  const ours = new Set(
    readdirSync('/proc/self/fd').map((fd) => {
      try {
        return /socket:\[(\d+)]/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1];
      } catch {
        return undefined;
      }
    }),
  );
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && ours.has(inode))
    .map(([, address]) => String(address));
}

function enginesOfThisProcess(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
        return parent === String(process.pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes('dynoxide'));
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((stack) => stack.close()));
  problems.length = 0;
});

describe('a local stack', () => {
  it('takes a request through the API, a function, a queue and a second function to the table', async () => {
    const lines: string[] = [];
    const stack = await aStack({ onLog: ({ name, line }) => lines.push(`${name}: ${line}`) });
    const answer = await post(stack, 'hello');
    expect(answer.status).toBe(202);
    await until(
      () => noteIn(stack, 'hello'),
      (note) => JSON.stringify(note).includes('done'),
    );
    expect(lines.join('\n')).toMatch(/^receive: .*received hello/m);
    expect(stack.outputs.ApiUrl).toBe(`${stack.apiUrl}/`);
    await until(
      () => stack.queue('Jobs'),
      ({ ready, inFlight }) => ready.length + inFlight.length === 0,
    );
  });

  it('runs a function by its readable name, with nothing of this machine in its environment', async () => {
    const inline = 'exports.handler = async () => Object.keys(process.env).sort()';
    const stack = await aStack(
      { eventSources: false, environment: { LINE_BASE_URL: 'http://127.0.0.1:1' } },
      (stacks) => {
        stacks.stateless.Resources.Work.Properties.Code = { ZipFile: inline } as never;
      },
    );
    const seen = await stack.invoke('work', {});
    expect(seen).toMatchObject({ ok: true });
    const names = (seen as { payload: string[] }).payload;
    expect(names.filter((name) => !name.startsWith('AWS_'))).toEqual([
      'JOBS_URL',
      'LINE_BASE_URL',
      'NOTES_TABLE',
      'TZ',
      '_X_AMZN_TRACE_ID',
    ]);
  });

  it('gives a function whose grant is missing the refusal AWS would give it', async () => {
    const stack = await aStack({ eventSources: false }, ({ stateless }) => {
      stateless.Resources.ReceiveRole.Properties.Policies = [];
    });
    const result = await stack.invoke('receive', { id: 'x' });
    expect(result).toMatchObject({
      ok: false,
      errorType: 'AccessDeniedException',
      errorMessage: expect.stringMatching(/bma-stateless-ReceiveRole is not authorized to perform: dynamodb:PutItem/),
    });
  });

  it('refuses to start a mapping AWS would refuse, and leaves nothing behind', async () => {
    const ports = listeningPorts();
    await expect(
      aStack({}, ({ stateless }) => {
        stateless.Resources.WorkPolicy.Properties.Roles = [];
      }),
    ).rejects.toThrow(/Function Work cannot be fed from .*Jobs.*sqs:ReceiveMessage, sqs:DeleteMessage/);
    expect(listeningPorts()).toEqual(ports);
    expect(enginesOfThisProcess()).toEqual([]);
  });

  it('keeps tables, messages and secrets across a restart', async () => {
    const stateDirectory = mkdtempSync(join(tmpdir(), 'state-'));
    const options = { stateDirectory, eventSources: false, secrets: { LineSecret: { channelSecret: 'first' } } };
    const assemblyDirectory = aSmallAssembly();
    const before = await aStack({ ...options, assemblyDirectory });
    await post(before, 'kept');
    await before.close();
    const after = await aStack({
      ...options,
      assemblyDirectory,
      eventSources: true,
      secrets: { LineSecret: { channelSecret: 'second' } },
    });
    await until(
      () => noteIn(after, 'kept'),
      (note) => JSON.stringify(note).includes('done'),
    );
    expect(readFileSync(join(stateDirectory, 'secrets.json'), 'utf8')).toContain('first');
  });

  it('plays a fault for one function only', async () => {
    const stack = await aStack({
      eventSources: false,
      fault: ({ functionId, action }) =>
        functionId === 'Receive' && action === 'sqs:SendMessage' ? 'error' : undefined,
    });
    const result = await stack.invoke('receive', { id: 'x' });
    expect(result).toMatchObject({ ok: false, errorType: 'InternalFailure' });
  });

  it('leaves no process and no port when it is closed', async () => {
    const ports = listeningPorts();
    const stack = await aStack();
    await post(stack, 'hello');
    expect(listeningPorts().length).toBe(ports.length + 3);
    expect(enginesOfThisProcess().length).toBe(1);
    await stack.close();
    expect(listeningPorts()).toEqual(ports);
    expect(enginesOfThisProcess()).toEqual([]);
  });
});
