import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { aClock, until } from './a-clock.ts';
import { assemblyWith, closeMachines, type MachineParts, type RunningMachine, runMachine } from './a-machine.ts';

afterEach(closeMachines);

const sdk = JSON.stringify(createRequire(import.meta.url).resolve('@aws-sdk/client-sfn'));

const queueMayGetMessages = [
  { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Jobs', 'Arn'] } },
];
const ask = (more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: '@Jobs.url', MessageBody: { 'about.$': '$.about', 'token.$': '$$.Task.Token' } },
  ...more,
});
const asking = (more?: object, rest: object = {}): MachineParts => ({
  statements: queueMayGetMessages,
  definition: { StartAt: 'Ask', States: { Ask: ask(more), ...rest } },
});

type Message = { about: string; token: string };
const messages = ({ stack }: RunningMachine): Message[] =>
  stack.queue('Jobs').ready.map(({ body }) => JSON.parse(body));
const nthMessage = async (machine: RunningMachine, count = 1) =>
  (
    await until(
      () => messages(machine),
      (seen) => seen.length >= count,
    )
  ).at(count - 1) as Message;
const succeed = ({ client }: RunningMachine, taskToken: string, output: unknown = {}) =>
  client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));

describe('a task that waits for its token', () => {
  it('goes on with what is sent with the token, which can be used once', async () => {
    const machine = await runMachine(asking());
    const execution = await machine.start({ about: 'zone 1' });
    const { about, token } = await nthMessage(machine);
    expect([about, token.length > 500]).toEqual(['zone 1', true]);
    expect((await machine.look(execution)).status).toBe('RUNNING');
    await succeed(machine, token, { by: 'Ann' });
    expect(await machine.ended(execution)).toEqual({ status: 'SUCCEEDED', output: { by: 'Ann' } });
    await expect(succeed(machine, token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(succeed(machine, 'made-up')).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('fails with the error that is sent with the token', async () => {
    const machine = await runMachine(asking());
    const execution = await machine.start({ about: 'x' });
    const { token } = await nthMessage(machine);
    await machine.client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Refused', cause: 'asleep' }));
    expect(await machine.ended(execution)).toEqual({ status: 'FAILED', error: 'Refused', cause: 'asleep' });
  });

  it('is over when its time is, and a retry has another token', async () => {
    const time = aClock();
    const retry = { ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 };
    const machine = await runMachine(
      asking(
        { TimeoutSeconds: 600, Retry: [retry], Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }], End: true },
        {
          Late: { Type: 'Pass', Result: 'nobody answered', End: true },
        },
      ),
      { scheduleClock: time.clock },
    );
    const execution = await machine.start({ about: 'x' });
    const first = await nthMessage(machine);
    time.move(600);
    await until(() => time.waitsFor(5));
    time.move(5);
    const second = await nthMessage(machine, 2);
    expect(second.token).not.toBe(first.token);
    await expect(succeed(machine, first.token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    time.move(600);
    expect(await machine.ended(execution)).toEqual({ status: 'SUCCEEDED', output: 'nobody answered' });
  });

  it('lives as long as signs of life come', async () => {
    const time = aClock();
    const machine = await runMachine(asking({ HeartbeatSeconds: 60, TimeoutSeconds: 900, End: true }), {
      scheduleClock: time.clock,
    });
    const execution = await machine.start({ about: 'x' });
    const { token } = await nthMessage(machine);
    time.move(50);
    await machine.client.send(new SendTaskHeartbeatCommand({ taskToken: token }));
    time.move(50);
    expect((await machine.look(execution)).status).toBe('RUNNING');
    time.move(10);
    expect(await machine.ended(execution)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  });

  it('may be answered by its own function before that returns', async () => {
    const { start, ended } = await runMachine({
      functions: {
        Answer: `
          const { SFNClient, SendTaskSuccessCommand } = require(${sdk});
          await new SFNClient({}).send(new SendTaskSuccessCommand({ taskToken: event.token, output: '"at once"' }));`,
      },
      definition: {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            Parameters: { FunctionName: '@Answer', Payload: { 'token.$': '$$.Task.Token' } },
            End: true,
          },
        },
      },
      change: ({ stateless }) => {
        const policies = [
          {
            PolicyName: 'answer',
            PolicyDocument: {
              Statement: { Effect: 'Allow', Action: 'states:SendTaskSuccess', Resource: { Ref: 'Steps' } },
            },
          },
        ];
        Object.assign(stateless.Resources.WorkRole.Properties, { Policies: policies });
      },
    });
    expect(await ended(await start())).toEqual({ status: 'SUCCEEDED', output: 'at once' });
  });
});

describe('after a restart', () => {
  const twice = (parts: MachineParts, clock = aClock()) => {
    const options = { stateDirectory: mkdtempSync(join(tmpdir(), 'state-')), scheduleClock: clock.clock };
    const assembly = assemblyWith(parts);
    return { time: clock, run: () => runMachine({ assembly }, options) };
  };

  it('a task has the token it had, and does not tell it again', async () => {
    const { run } = twice(asking({ TimeoutSeconds: 600, End: true }));
    const before = await run();
    const execution = await before.start({ about: 'x' });
    const { token } = await nthMessage(before);
    await until(
      () => before.events(execution),
      (events) => events.includes('TaskSubmitted'),
    );
    await before.stack.close();
    const after = await run();
    await succeed(after, token, 'late but welcome');
    expect(await after.ended(execution)).toEqual({ status: 'SUCCEEDED', output: 'late but welcome' });
    expect(messages(after)).toHaveLength(1);
  });

  it('a task still ends at the time it would have ended', async () => {
    const { run, time } = twice(asking({ TimeoutSeconds: 600, End: true }));
    const before = await run();
    const execution = await before.start({ about: 'x' });
    await nthMessage(before);
    await until(
      () => before.events(execution),
      (events) => events.includes('TaskSubmitted'),
    );
    time.move(400);
    await before.stack.close();
    const after = await run();
    await until(() => time.waitsFor(200));
    time.move(199);
    expect((await after.look(execution)).status).toBe('RUNNING');
    time.move(1);
    expect(await after.ended(execution)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('a Wait goes on for the time that is left, and what was done before is not done again', async () => {
    const { run, time } = twice({
      functions: { Count: 'return { calls };' },
      definition: {
        StartAt: 'Count',
        States: {
          Count: { Type: 'Task', Resource: '@Count', Next: 'Wait' },
          Wait: { Type: 'Wait', Seconds: 3600, End: true },
        },
      },
    });
    const before = await run();
    const execution = await before.start();
    await until(() => time.waitsFor(3600));
    await until(
      () => before.events(execution),
      (events) => events.includes('WaitStateEntered'),
    );
    time.move(1000);
    await before.stack.close();
    time.move(1000);
    const after = await run();
    time.move(1599);
    expect((await after.look(execution)).status).toBe('RUNNING');
    time.move(1);
    expect(await after.ended(execution)).toEqual({ status: 'SUCCEEDED', output: { calls: 1 } });
    expect((await after.events(execution)).filter((type) => type === 'LambdaFunctionScheduled')).toHaveLength(1);
  });

  it('a task that was interrupted runs again, also inside a branch, and finished branches do not', async () => {
    const { run } = twice({
      functions: {
        Quick: 'return calls;',
        Slow: "if (!event.quick) await new Promise((r) => setTimeout(r, 60_000)); return 'done';",
      },
      definition: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Quick', States: { Quick: { Type: 'Task', Resource: '@Quick', End: true } } },
              { StartAt: 'Slow', States: { Slow: { Type: 'Task', Resource: '@Slow', End: true } } },
            ],
            End: true,
          },
        },
      },
    });
    const before = await run();
    const execution = await before.start({});
    await until(
      () => before.events(execution),
      (events) => events.includes('LambdaFunctionSucceeded'),
    );
    await before.stack.close();
    const after = await run();
    await until(
      () => after.events(execution),
      (events) => events.filter((type) => type === 'LambdaFunctionScheduled').length === 3,
    );
    expect((await after.events(execution)).filter((type) => type === 'ParallelStateStarted')).toHaveLength(1);
    expect((await after.look(execution)).status).toBe('RUNNING');
  });

  it('a retry comes when it was due', async () => {
    const { run, time } = twice({
      functions: { Flaky: "if (event.at === undefined && calls < 2) throw new Error('once'); return 'ok';" },
      definition: {
        StartAt: 'Flaky',
        States: {
          Flaky: {
            Type: 'Task',
            Resource: '@Flaky',
            Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 100, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'GaveUp' }],
            End: true,
          },
          GaveUp: { Type: 'Pass', Result: 'gave up', End: true },
        },
      },
    });
    const before = await run();
    const execution = await before.start();
    await until(() => time.waitsFor(100));
    await before.stack.close();
    const after = await run();
    await until(() => time.waitsFor(100));
    time.move(99);
    expect((await after.events(execution)).filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(1);
    time.move(1);
    // A new environment fails the first time again, and the one retry was used before the restart.
    expect(await after.ended(execution)).toEqual({ status: 'SUCCEEDED', output: 'gave up' });
  });
});
