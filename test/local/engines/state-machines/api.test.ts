import {
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { statesNeeds } from '../../../../local/gateway/permissions/states.ts';
import { aClock, until } from './a-clock.ts';
import { ARN, closeMachines, type RunningMachine, runMachine } from './a-machine.ts';

afterAll(closeMachines);

const EXECUTION = ARN.replace(':stateMachine:', ':execution:');
const time = aClock();
const definition = {
  StartAt: 'Long',
  States: {
    Long: { Type: 'Choice', Choices: [{ Variable: '$.wait', IsPresent: false, Next: 'Done' }], Default: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 10, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};
let machine: RunningMachine;
beforeAll(async () => {
  machine = await runMachine(
    {
      definition: { ...definition, TimeoutSeconds: 8 },
      change: ({ stateless }) => {
        const allowed = { Effect: 'Allow', Action: 'states:StartExecution', Resource: { Ref: 'Steps' } };
        const policies = [{ PolicyName: 'start', PolicyDocument: { Statement: [allowed] } }];
        Object.assign(stateless.Resources.WorkRole.Properties, { Policies: policies });
        Object.assign(stateless.Resources.Hourly.Properties.Target, {
          Arn: { Ref: 'Steps' },
          Input: '{"hourly":true}',
        });
        Object.assign(stateless.Resources.HourlyRole.Properties, { Policies: policies });
      },
    },
    { scheduleClock: time.clock, eventSources: true },
  );
});

describe('starting an execution', () => {
  it('by a name that runs with the same input is the same execution', async () => {
    const first = await machine.start({ wait: 1 }, 'named');
    expect(first).toBe(`${EXECUTION}:named`);
    expect(await machine.start({ wait: 1 }, 'named')).toBe(first);
    expect((await machine.events(first)).filter((type) => type === 'ExecutionStarted')).toHaveLength(1);
  });

  it('by a name that runs with another input, or is over, is refused', async () => {
    await machine.start({ wait: 1 }, 'other');
    await expect(machine.start({ wait: 2 }, 'other')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await machine.ended(await machine.start({}, 'over'));
    await expect(machine.start({}, 'over')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each<[string, { stateMachineArn?: string; name?: string; input?: string }, string]>([
    ['a machine there is not', { stateMachineArn: `${ARN}Not` }, 'StateMachineDoesNotExist'],
    ['an input that is no JSON', { input: '{' }, 'InvalidExecutionInput'],
    ['an input that is too long', { input: JSON.stringify('x'.repeat(262_144)) }, 'InvalidExecutionInput'],
    ['a name with a colon', { name: 'a:b' }, 'InvalidName'],
    ['a name that is too long', { name: 'x'.repeat(81) }, 'InvalidName'],
  ])('refuses %s', async (_, wrong, name) => {
    const command = new StartExecutionCommand({ stateMachineArn: ARN, ...wrong });
    await expect(machine.client.send(command)).rejects.toMatchObject({ name });
  });

  it('is what a schedule does that targets the machine', async () => {
    const fired = await machine.stack.schedules?.fire('Hourly');
    const { executionArn } = (fired as { payload: { executionArn: string } }).payload;
    expect(await machine.ended(executionArn)).toEqual({ status: 'SUCCEEDED', output: { hourly: true } });
  });

  it('is refused to a function whose role may do something else only', async () => {
    const as = (accessKeyId: string) =>
      new SFNClient({ ...machine.stack.admin, credentials: { accessKeyId, secretAccessKey: 'local' }, maxAttempts: 1 });
    const [worker, receiver] = [as('Work'), as('Receive')];
    const start = new StartExecutionCommand({ stateMachineArn: ARN });
    expect((await worker.send(start)).executionArn).toContain(EXECUTION);
    await expect(receiver.send(start)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('ReceiveRole is not authorized to perform: states:StartExecution'),
    });
    await expect(worker.send(new StopExecutionCommand({ executionArn: `${EXECUTION}:named` }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    worker.destroy();
    receiver.destroy();
  });
});

describe('an execution', () => {
  it('ends as timed out, without error and cause, when the machine has no more time for it', async () => {
    const execution = await machine.start({ wait: 1 }, 'slow');
    await until(
      () => machine.events(execution),
      (events) => events.includes('WaitStateEntered'),
    );
    time.move(8);
    expect(await machine.ended(execution)).toEqual({ status: 'TIMED_OUT' });
    expect((await machine.events(execution)).at(-1)).toBe('ExecutionTimedOut');
  });

  it('can be stopped, which is final', async () => {
    const execution = await machine.start({ wait: 1 }, 'stopped');
    await machine.client.send(new StopExecutionCommand({ executionArn: execution, error: 'Enough', cause: 'seen' }));
    expect(await machine.ended(execution)).toEqual({ status: 'ABORTED', error: 'Enough', cause: 'seen' });
    time.move(10);
    expect((await machine.look(execution)).status).toBe('ABORTED');
  });

  it('that there is not is told so', async () => {
    await expect(machine.look(`${EXECUTION}:none`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  it('has a history that can be read page by page, and backwards', async () => {
    const executionArn = await machine.start({}, 'told');
    await machine.ended(executionArn);
    const read = async (more: object) => {
      const { events = [], nextToken } = await machine.client.send(
        new GetExecutionHistoryCommand({ executionArn, ...more }),
      );
      return { types: events.map(({ type }) => type), events, nextToken };
    };
    const { nextToken, types } = await read({ maxResults: 2 });
    expect(types).toEqual(['ExecutionStarted', 'ChoiceStateEntered']);
    const rest = await read({ nextToken });
    expect(rest.types).toEqual([
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(rest.events[0]).toMatchObject({ id: 3, stateExitedEventDetails: { name: 'Long', output: '{}' } });
    expect(rest.events[0]?.timestamp?.toISOString()).toBe(time.now());
    expect((await read({ reverseOrder: true })).types[0]).toBe('ExecutionSucceeded');
  });

  it('is listed by its status, newest first', async () => {
    const list = async (statusFilter: 'ABORTED' | 'RUNNING', maxResults?: number) => {
      const answer = await machine.client.send(
        new ListExecutionsCommand({ stateMachineArn: ARN, statusFilter, ...(maxResults && { maxResults }) }),
      );
      return { names: answer.executions?.map(({ name }) => name), nextToken: answer.nextToken };
    };
    await machine.client.send(
      new StopExecutionCommand({ executionArn: await machine.start({ wait: 1 }, 'stopped-later') }),
    );
    expect((await list('ABORTED')).names).toEqual(['stopped-later', 'stopped']);
    expect(await list('ABORTED', 1)).toEqual({ names: ['stopped-later'], nextToken: '1' });
    expect((await list('RUNNING')).names).not.toContain('stopped');
  });
});

describe('a state machine', () => {
  it('can be listed and looked at', async () => {
    const { stateMachines } = await machine.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn: ARN, name: 'Steps', type: 'STANDARD' }]);
    const described = await machine.client.send(new DescribeStateMachineCommand({ stateMachineArn: ARN }));
    expect(JSON.parse(described.definition ?? '')).toMatchObject(definition);
  });
});

describe('what a call of Step Functions needs', () => {
  it.each<[string, object, string]>([
    ['StartExecution', { stateMachineArn: ARN }, ARN],
    ['DescribeExecution', { executionArn: `${EXECUTION}:a` }, `${EXECUTION}:a`],
    ['SendTaskSuccess', { taskToken: 'known' }, ARN],
    ['SendTaskSuccess', { taskToken: 'unknown' }, '*'],
    ['ListStateMachines', {}, '*'],
  ])('is for %s of %j on %s', (operation, body, resource) => {
    const machineOf = (token: string) => (token === 'known' ? ARN : undefined);
    expect(statesNeeds(operation, body as Record<string, unknown>, machineOf)).toEqual([
      { action: `states:${operation}`, resource },
    ]);
  });
});
