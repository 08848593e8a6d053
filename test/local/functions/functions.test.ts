import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FunctionDefinition, type Functions, startFunctions } from '../../../local/functions/functions.ts';

const folders: string[] = [];
const running: Functions[] = [];

/** A deployed function whose bundle is the given CommonJS source. */
function aFunction(source: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  const codeDirectory = mkdtempSync(join(tmpdir(), 'bundle-'));
  folders.push(codeDirectory);
  writeFileSync(join(codeDirectory, 'index.js'), source);
  return {
    id: 'F',
    name: 'a-function',
    codeDirectory,
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: { AWS_REGION: 'ap-southeast-1', COLOUR: 'blue' },
    ...changes,
  };
}

function start(definition: FunctionDefinition, options: Partial<Parameters<typeof startFunctions>[1]> = {}) {
  const lines: string[] = [];
  const functions = startFunctions([definition], { onLog: (id, line) => lines.push(`${id} ${line}`), ...options });
  running.push(functions);
  return { functions, lines, invoke: (event: unknown = {}) => functions.invoke('F', event) };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((functions) => functions.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('an execution environment', () => {
  it('gives the event to the handler and its answer back, both as JSON', async () => {
    const { invoke } = start(
      aFunction('exports.handler = async (event) => ({ echo: event, when: new Date(0), gone: undefined });'),
    );
    expect(await invoke({ text: 'สวัสดี', gone: undefined, at: new Date(0) })).toEqual({
      ok: true,
      payload: { echo: { text: 'สวัสดี', at: '1970-01-01T00:00:00.000Z' }, when: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('shows the handler only the variables of its definition', async () => {
    const { invoke } = start(aFunction('exports.handler = async () => process.env;'));
    expect(await invoke()).toEqual({ ok: true, payload: { AWS_REGION: 'ap-southeast-1', COLOUR: 'blue' } });
  });

  it('builds the context object of Lambda', async () => {
    const { invoke } = start(
      aFunction('exports.handler = async (e, c) => ({ ...c, remaining: c.getRemainingTimeInMillis() });'),
    );
    const result = (await invoke()) as { ok: true; payload: Record<string, unknown> };
    expect(result.payload).toMatchObject({
      functionName: 'a-function',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:a-function',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/a-function',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(result.payload.remaining).toBeGreaterThan(4000);
    expect(result.payload.remaining).toBeLessThanOrEqual(5000);
  });

  it('loads the module once and is used again while warm', async () => {
    const { invoke, functions } = start(aFunction('let n = 0; exports.handler = async () => ++n;'));
    for (const count of [1, 2, 3]) expect(await invoke()).toEqual({ ok: true, payload: count });
    expect(functions.state('F')).toMatchObject({ environments: 1, coldStarts: 1, busy: 0 });
    expect(functions.state('F').lastInitMilliseconds).toBeGreaterThan(0);
  });

  it('hands over each printed line with the function id', async () => {
    const { invoke, lines, functions } = start(
      aFunction("exports.handler = async () => { console.log('one\\ntwo'); console.error('three'); };"),
    );
    expect(await invoke()).toEqual({ ok: true, payload: null });
    await functions.close();
    expect(lines).toEqual(expect.arrayContaining(['F one', 'F two', 'F three']));
    expect(lines).toContainEqual(expect.stringMatching(/^F INIT_REPORT Init Duration: [\d.]+ ms$/));
  });
});

describe('what goes wrong becomes a result, and the next event a fresh environment', () => {
  const counting = (body: string) =>
    `let n = 0; exports.handler = async (event) => { n += 1; if (event.bad) { ${body} } return n; };`;

  it.each([
    [
      'a thrown error keeps the environment',
      "throw new TypeError('no')",
      { errorType: 'TypeError', errorMessage: 'no' },
      3,
    ],
    [
      'an unhandled rejection',
      "Promise.reject(new Error('lost')); await new Promise(() => setInterval(() => {}, 1000));",
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
      1,
    ],
    [
      'an exception outside the handler',
      "setImmediate(() => { throw new RangeError('late'); }); await new Promise(() => setInterval(() => {}, 1000));",
      { errorType: 'RangeError', errorMessage: 'late' },
      1,
    ],
    [
      'process.exit',
      'process.exit(7)',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('status 7') },
      1,
    ],
    ['a handler that never settles', 'await new Promise(() => {})', { errorType: 'Sandbox.Timedout' }, 1],
    ['a loop that never ends', 'for (;;);', { errorType: 'Sandbox.Timedout' }, 1],
  ])('%s', async (_name, body, failure, countAfterwards) => {
    const timeoutSeconds = 'errorMessage' in failure ? 5 : 0.2;
    const { invoke } = start(aFunction(counting(body), { timeoutSeconds }));
    expect(await invoke({})).toEqual({ ok: true, payload: 1 });
    expect(await invoke({ bad: true })).toMatchObject({ ok: false, ...failure });
    expect(await invoke({})).toEqual({ ok: true, payload: countAfterwards });
  });

  it('says after how many seconds a task timed out', async () => {
    const { invoke } = start(aFunction('exports.handler = () => new Promise(() => {});', { timeoutSeconds: 0.1 }));
    expect(await invoke()).toMatchObject({
      errorMessage: expect.stringContaining('Task timed out after 0.10 seconds'),
    });
  });

  it('more memory than the definition allows', async () => {
    const hungry = counting('const all = []; for (;;) all.push({ text: String(Math.random()), more: all.length });');
    const { invoke } = start(aFunction(hungry, { memoryMb: 20, timeoutSeconds: 30 }));
    expect(await invoke({ bad: true })).toMatchObject({ ok: false, errorType: 'Runtime.OutOfMemory' });
    expect(await invoke({})).toEqual({ ok: true, payload: 1 });
  });

  it.each([
    ['a missing export', 'exports.other = 1;', 'index.handler', 'Runtime.HandlerNotFound'],
    ['a missing file', 'exports.handler = 1;', 'absent.handler', 'Runtime.ImportModuleError'],
    ['an error at the top level', "throw new SyntaxError('bad variable');", 'index.handler', 'SyntaxError'],
    [
      'a callback handler',
      'exports.handler = (e, c, done) => done();',
      'index.handler',
      'Runtime.CallbackHandlerDeprecated',
    ],
  ])('init: %s, told to every event that needs the code', async (_name, source, handler, errorType) => {
    const { invoke, functions } = start(aFunction(source, { handler }));
    const results = await Promise.all([invoke(), invoke(), invoke()]);
    for (const result of results) expect(result).toMatchObject({ ok: false, errorType });
    expect(functions.state('F')).toMatchObject({ environments: 0, waiting: 0 });
  });

  it('an answer that is not JSON or too large', async () => {
    const { invoke } = start(
      aFunction("exports.handler = async (e) => { const o = {}; o.o = o; return e.big ? 'x'.repeat(7e6) : o; };"),
    );
    expect(await invoke({})).toMatchObject({ ok: false, errorType: 'Runtime.MarshalError' });
    expect(await invoke({ big: true })).toMatchObject({ ok: false, errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('an unknown function', async () => {
    const { functions } = start(aFunction(''));
    expect(await functions.invoke('Nobody', {})).toMatchObject({ ok: false, errorType: 'ResourceNotFoundException' });
  });
});

describe('concurrency', () => {
  /** Answers only when `peers` events run at the same time, so growth is proven without a clock. */
  const meeting = `
    const { BroadcastChannel, threadId } = require('node:worker_threads');
    exports.handler = ({ peers, room }) => new Promise((resolve) => {
      const channel = new BroadcastChannel(room);
      const seen = new Set([threadId]);
      const say = setInterval(() => channel.postMessage(threadId), 2);
      channel.onmessage = ({ data }) => {
        seen.add(data);
        if (seen.size < peers) return;
        channel.postMessage(threadId);
        clearInterval(say);
        setTimeout(() => { channel.postMessage(threadId); channel.close(); resolve(threadId); }, 20);
      };
    });`;

  it('grows until each waiting event has its own environment, up to the limit', async () => {
    const { invoke, functions } = start(aFunction(meeting, { timeoutSeconds: 20 }), { maxConcurrencyPerFunction: 3 });
    const room = folders[0];
    const threads = await Promise.all([1, 2, 3].map(() => invoke({ peers: 3, room })));
    expect(new Set(threads.map((result) => result.ok && result.payload)).size).toBe(3);
    expect(functions.state('F')).toMatchObject({ environments: 3, busy: 0, coldStarts: 3 });
  });

  it('never runs more than the limit and loses no event', async () => {
    const { invoke, functions } = start(aFunction('exports.handler = async (e) => e.n;'), {
      maxConcurrencyPerFunction: 2,
    });
    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => invoke({ n })));
    expect(results.map((result) => result.ok && result.payload)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(functions.state('F').environments).toBeLessThanOrEqual(2);
  });

  it('stops idle environments beyond one', async () => {
    const { invoke, functions } = start(aFunction(meeting, { timeoutSeconds: 20 }), { idleMilliseconds: 20 });
    await Promise.all([1, 2].map(() => invoke({ peers: 2, room: folders[0] })));
    while (functions.state('F').environments > 1) await new Promise(setImmediate);
    expect(functions.state('F')).toMatchObject({ environments: 1 });
  });
});

describe('doors for tests', () => {
  it('warms, resets and crashes on request', async () => {
    const { invoke, functions } = start(aFunction('let n = 0; exports.handler = async () => ++n;'));
    await functions.warm('F');
    expect(functions.state('F')).toMatchObject({ environments: 1, coldStarts: 1 });
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
    await functions.reset('F');
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
    functions.crashNext('F', 'before-answer');
    expect(await invoke()).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
  });

  it('answers every event when it is closed, and nothing afterwards', async () => {
    const { invoke, functions } = start(aFunction('exports.handler = () => new Promise(() => {});'), {
      maxConcurrencyPerFunction: 1,
    });
    const pending = [invoke(), invoke()];
    await functions.close();
    for (const result of await Promise.all(pending)) expect(result).toMatchObject({ ok: false });
    expect(await invoke()).toMatchObject({ ok: false, errorType: 'Runtime.Stopped' });
  });
});
