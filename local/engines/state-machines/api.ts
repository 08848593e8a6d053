import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Json } from '../../assembly/template.ts';
import type { Execution, TaskAnswer } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import { MAX_PAYLOAD_BYTES } from './failure.ts';
import { asHistoryEvent } from './history.ts';
import { executionArn, type Machine } from './machine.ts';
import { taskOf } from './runner.ts';

export type StatesAnswer = { status: number; body: object };

/** A refusal with AWS's error code. */
export class StatesRefusal extends Error {
  override name = 'StatesRefusal';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type ApiSurroundings = {
  store: ExecutionStore;
  now(): number;
  /** By the ARN of the machine, of a version or of an alias. */
  machineAt(arn: string): Machine | undefined;
  machines(): Machine[];
  /** Has a stored execution run. */
  run(execution: Execution): void;
  abort(arn: string, error: string | undefined, cause: string | undefined): void;
  tell(token: string): void;
};

type Operation = (body: Record<string, unknown>) => object;

/** The operations of Step Functions that the local runtime answers. */
export function createStatesApi(
  surroundings: ApiSurroundings,
): (operation: string, body: Record<string, unknown>) => StatesAnswer {
  const operations: Record<string, Operation> = {
    ...executions(surroundings),
    ...answers(surroundings),
    ...machines(surroundings),
  };
  return (operation, body) => {
    try {
      const run = operations[operation];
      if (!run)
        throw new StatesRefusal('UnknownOperationException', `${operation} is not covered by the local Step Functions`);
      return { status: 200, body: run(body) };
    } catch (problem) {
      const refusal = problem instanceof z.ZodError ? invalid(problem) : problem;
      if (!(refusal instanceof StatesRefusal)) throw refusal;
      return { status: 400, body: { __type: refusal.code, message: refusal.message } };
    }
  };
}

const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z
    .string()
    .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/, 'Invalid Name')
    .optional(),
  input: z.string().optional(),
});
const ofExecution = z.object({ executionArn: z.string() });
const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const listRequest = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional(),
  ...page,
});
const historyRequest = z.object({ executionArn: z.string(), reverseOrder: z.boolean().optional(), ...page });
const stopRequest = z.object({ executionArn: z.string(), error: z.string().optional(), cause: z.string().optional() });

function executions({ store, now, machineAt, run, abort }: ApiSurroundings): Record<string, Operation> {
  const find = (arn: string): Execution => {
    const execution = store.find(arn);
    if (execution) return execution;
    throw new StatesRefusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  return {
    StartExecution(body) {
      const { stateMachineArn, name = randomUUID(), input = '{}' } = startRequest.parse(body);
      const machine = known(machineAt(stateMachineArn), stateMachineArn);
      if (Buffer.byteLength(input) > MAX_PAYLOAD_BYTES) {
        throw new StatesRefusal(
          'InvalidExecutionInput',
          `Invalid execution input: longer than ${MAX_PAYLOAD_BYTES} bytes`,
        );
      }
      const given = parsed(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
      const arn = executionArn(machine.arn, name);
      const before = store.find(arn);
      if (before?.status === 'RUNNING' && JSON.stringify(before.input) === JSON.stringify(given))
        return started(before);
      if (before) throw new StatesRefusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      const execution: Execution = {
        arn,
        machineArn: machine.arn,
        name,
        input: given,
        startedAt: now(),
        status: 'RUNNING',
      };
      store.together(() => {
        store.add(execution);
        store.addEvent(arn, {
          at: execution.startedAt,
          type: 'ExecutionStarted',
          details: { input, roleArn: machine.roleArn },
        });
      });
      run(execution);
      return started(execution);
    },
    DescribeExecution(body) {
      const { input, output, error, cause, ...execution } = find(ofExecution.parse(body).executionArn);
      return {
        ...summary(execution),
        input: JSON.stringify(input),
        inputDetails: { included: true },
        ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      };
    },
    ListExecutions(body) {
      const { stateMachineArn, statusFilter, ...wanted } = listRequest.parse(body);
      const machine = known(machineAt(stateMachineArn), stateMachineArn);
      const listed = statusFilter === 'PENDING_REDRIVE' ? [] : store.list(machine.arn, statusFilter);
      const { items, nextToken } = pageOf(listed, wanted, 100);
      return { executions: items.map(summary), ...nextToken };
    },
    GetExecutionHistory(body) {
      const { executionArn: arn, reverseOrder = false, ...wanted } = historyRequest.parse(body);
      find(arn);
      const events = store.events(arn);
      const { items, nextToken } = pageOf(reverseOrder ? events.reverse() : events, wanted, 100);
      return { events: items.map(asHistoryEvent), ...nextToken };
    },
    StopExecution(body) {
      const { executionArn: arn, error, cause } = stopRequest.parse(body);
      if (find(arn).status === 'RUNNING') abort(arn, error, cause);
      return { stopDate: (find(arn).stoppedAt ?? now()) / 1000 };
    },
  };
}

const successRequest = z.object({ taskToken: z.string(), output: z.string() });
const failureRequest = z.object({ taskToken: z.string(), error: z.string().optional(), cause: z.string().optional() });
const beatRequest = z.object({ taskToken: z.string() });

/** What those say who were given the token of a task. An answer is kept before it is acknowledged. */
function answers({ store, now, tell }: ApiSurroundings): Record<string, Operation> {
  const waiting = (token: string) => {
    const task = taskOf(store, token);
    if (task) return task;
    if (!store.findToken(token)) throw new StatesRefusal('InvalidToken', "Invalid Token: 'Invalid token'");
    throw new StatesRefusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };
  const answer = (token: string, given: TaskAnswer) => {
    const { arn, scope, cursor, task } = waiting(token);
    store.setCursor(arn, scope, { ...cursor, task: { ...task, answer: given } });
    tell(token);
    return {};
  };
  return {
    SendTaskSuccess(body) {
      const { taskToken, output } = successRequest.parse(body);
      return answer(taskToken, { output: parsed(output, 'InvalidOutput', 'Invalid Output') });
    },
    SendTaskFailure(body) {
      const { taskToken, error = '', cause = '' } = failureRequest.parse(body);
      return answer(taskToken, { error, cause });
    },
    SendTaskHeartbeat(body) {
      const { taskToken } = beatRequest.parse(body);
      const { arn, scope, cursor, task } = waiting(taskToken);
      store.setCursor(arn, scope, { ...cursor, task: { ...task, beatAt: now() } });
      return {};
    },
  };
}

const ofMachine = z.object({ stateMachineArn: z.string() });

function machines({ store, machineAt, machines }: ApiSurroundings): Record<string, Operation> {
  const described = ({ arn, name }: Machine) => ({ stateMachineArn: arn, name, type: 'STANDARD', creationDate: 0 });
  const definition = (machine: Machine) => ({ definition: machine.definitionText, roleArn: machine.roleArn });
  return {
    DescribeStateMachine(body) {
      const { stateMachineArn } = ofMachine.parse(body);
      const machine = known(machineAt(stateMachineArn), stateMachineArn);
      return { ...described(machine), ...definition(machine), status: 'ACTIVE' };
    },
    DescribeStateMachineForExecution(body) {
      const arn = store.find(ofExecution.parse(body).executionArn)?.machineArn ?? '';
      const machine = known(machineAt(arn), arn);
      const { stateMachineArn, name, creationDate: updateDate } = described(machine);
      return { stateMachineArn, name, updateDate, ...definition(machine) };
    },
    ListStateMachines: () => ({ stateMachines: machines().map(described) }),
  };
}

function started({ arn, startedAt }: Execution) {
  return { executionArn: arn, startDate: startedAt / 1000 };
}

function summary({ arn, machineArn, name, status, startedAt, stoppedAt }: Omit<Execution, 'input'>) {
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: startedAt / 1000,
    ...(stoppedAt !== undefined && { stopDate: stoppedAt / 1000 }),
  };
}

function known(machine: Machine | undefined, arn: string): Machine {
  if (machine) return machine;
  throw new StatesRefusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

function parsed(text: string, code: string, message: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StatesRefusal(code, `${message}: '${cause instanceof Error ? cause.message : cause}'`);
  }
}

type Page = { maxResults?: number | undefined; nextToken?: string | undefined };

/** The page's token is the place where it begins. */
function pageOf<T>(all: T[], { maxResults, nextToken }: Page, usual: number): { items: T[]; nextToken: object } {
  const from = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(from) || from < 0) throw new StatesRefusal('InvalidToken', "Invalid Token: 'Invalid token'");
  const to = from + (maxResults || usual);
  return { items: all.slice(from, to), nextToken: to < all.length ? { nextToken: String(to) } : {} };
}

function invalid(problem: z.ZodError): StatesRefusal {
  const [{ message, path } = { message: '', path: [] }] = problem.issues;
  if (message === 'Invalid Name') return new StatesRefusal('InvalidName', `Invalid Name: '${path.join('.')}'`);
  return new StatesRefusal('ValidationException', `${path.join('.')}: ${message}`);
}
