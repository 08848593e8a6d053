import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExecutionStore } from '../../../../local/engines/state-machines/execution-store.ts';
import { aClock, until } from './a-clock.ts';
import { closeMachines, runMachine } from './a-machine.ts';

afterEach(closeMachines);

const task = (name: string, more: object = { End: true }) => ({ Type: 'Task', Resource: `@${name}`, ...more });
const machine = (States: object, StartAt = Object.keys(States)[0]) => ({ StartAt, States });

describe('executions that cannot be read', () => {
  it('stop the start with what helps', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'state-')), 'executions.db');
    writeFileSync(file, 'no database at all '.repeat(100));
    expect(() => openExecutionStore(file)).toThrow(/executions\.db cannot be read.*--fresh/);
  });
});

describe('a task', () => {
  it('hands the answer of its function on to a choice', async () => {
    const { start, ended, events } = await runMachine({
      functions: { Count: 'return { ...event, count: event.count + 1 };', Far: 'return { far: event.count };' },
      definition: machine({
        Count: task('Count', { Next: 'Enough' }),
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.count', NumericGreaterThanEquals: 3, Next: 'Far' }],
          Default: 'Count',
        },
        Far: task('Far'),
      }),
    });
    const execution = await start({ count: 0 }, 'one');
    expect(await ended(execution)).toEqual({ status: 'SUCCEEDED', output: { far: 3 } });
    const seen = await events(execution);
    expect(seen.filter((type) => type === 'LambdaFunctionSucceeded')).toHaveLength(4);
    expect([seen[0], seen[1], seen.at(-1)]).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionSucceeded']);
  });

  it('maps its payload in and its result out', async () => {
    const { start, ended } = await runMachine({
      functions: { Greet: "return { text: 'Hello ' + event.name + ' of ' + event.where, extra: 1 };" },
      definition: machine({
        Greet: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: {
            FunctionName: '@Greet',
            Payload: { 'name.$': "States.Format('{} {}', $.first, $.last)", where: 'Bangkok' },
          },
          ResultSelector: { 'text.$': '$.Payload.text', 'status.$': '$.StatusCode' },
          ResultPath: '$.greeting',
          OutputPath: '$.greeting',
          End: true,
        },
      }),
    });
    expect(await ended(await start({ first: 'Ann', last: 'B' }))).toEqual({
      status: 'SUCCEEDED',
      output: { text: 'Hello Ann B of Bangkok', status: 200 },
    });
  });

  it('is tried again after the time its Retry gives, longer each time, until it succeeds', async () => {
    const time = aClock();
    const { start, ended, look, events } = await runMachine(
      {
        functions: {
          Flaky: "if (calls < 3) throw Object.assign(new Error('not yet'), { name: 'TooEarly' }); return { calls };",
        },
        definition: machine({
          Flaky: task('Flaky', {
            Retry: [{ ErrorEquals: ['TooEarly'], IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 2 }],
            End: true,
          }),
        }),
      },
      { scheduleClock: time.clock },
    );
    const execution = await start();
    await until(() => time.waitsFor(10));
    expect(time.waitsFor(9)).toBe(false);
    time.move(10);
    await until(() => time.waitsFor(30));
    time.move(29);
    expect((await look(execution)).status).toBe('RUNNING');
    time.move(1);
    expect(await ended(execution)).toEqual({ status: 'SUCCEEDED', output: { calls: 3 } });
    expect((await events(execution)).filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(2);
  });

  it('fails the execution with the error of its function when nothing catches it', async () => {
    const { start, ended, problems } = await runMachine({
      functions: { Bad: "throw new RangeError('too far');" },
      definition: machine({ Bad: task('Bad') }),
    });
    expect(await ended(await start({}, 'unlucky'))).toEqual({
      status: 'FAILED',
      error: 'RangeError',
      cause: JSON.stringify({ errorMessage: 'too far', errorType: 'RangeError' }),
    });
    expect(problems.join()).toMatch(/^Steps: execution unlucky failed with RangeError: .*too far/);
  });

  it('goes where its Catch says, with the error beside the input', async () => {
    const { start, ended } = await runMachine({
      functions: { Bad: "throw new RangeError('too far');" },
      definition: machine({
        Bad: task('Bad', {
          Catch: [
            { ErrorEquals: ['TypeError'], Next: 'Wrong' },
            { ErrorEquals: ['States.TaskFailed'], Next: 'Right', ResultPath: '$.problem' },
          ],
          Next: 'Wrong',
        }),
        Wrong: { Type: 'Fail', Error: 'Wrong' },
        Right: { Type: 'Pass', Parameters: { 'a.$': '$.a', 'error.$': '$.problem.Error' }, End: true },
      }),
    });
    expect(await ended(await start({ a: 1 }))).toEqual({ status: 'SUCCEEDED', output: { a: 1, error: 'RangeError' } });
  });

  it('is refused what the role of the machine does not allow, and says so', async () => {
    const { start, ended, problems } = await runMachine({
      functions: { Any: 'return {};' },
      mayInvoke: false,
      definition: machine({ Any: task('Any') }),
    });
    expect(await ended(await start())).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringMatching(/StepsRole is not authorized to perform: lambda:InvokeFunction on resource: .*Any/),
    });
    expect(problems.join()).toContain('not authorized');
  });

  it('takes longer than it may, and what its function says later is not heard', async () => {
    const time = aClock();
    const { start, ended, events } = await runMachine(
      {
        functions: { Slow: 'await new Promise((r) => setTimeout(r, 60_000));' },
        definition: machine({
          Slow: task('Slow', {
            TimeoutSeconds: 5,
            Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
            End: true,
          }),
          Late: { Type: 'Pass', End: true },
        }),
      },
      { scheduleClock: time.clock },
    );
    const execution = await start();
    await until(() => time.waitsFor(5));
    time.move(5);
    expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
    expect(await events(execution)).toContain('LambdaFunctionTimedOut');
  });

  it("fails by Lambda's name when its function takes longer than that may", async () => {
    const { start, ended } = await runMachine({
      functions: { Slow: 'await new Promise((r) => setTimeout(r, 60_000));' },
      definition: machine({ Slow: task('Slow') }),
      change: ({ stateless }) => {
        const resources = stateless.Resources as unknown as Record<string, { Properties: object }>;
        Object.assign(resources.Slow?.Properties ?? {}, { Timeout: 1 });
      },
    });
    expect(await ended(await start())).toMatchObject({
      error: 'Sandbox.Timedout',
      cause: expect.stringContaining('Task timed out after 1.00 seconds'),
    });
  });

  it('runs on a function that died in between like on any other error', async () => {
    const { stack, start, ended } = await runMachine({
      functions: { Any: 'return { calls };' },
      definition: machine({
        Any: task('Any', { Retry: [{ ErrorEquals: ['Runtime.ExitError'], IntervalSeconds: 0 }], End: true }),
      }),
    });
    stack.functions.crashNext('Any');
    expect(await ended(await start())).toEqual({ status: 'SUCCEEDED', output: { calls: 1 } });
  });
});
