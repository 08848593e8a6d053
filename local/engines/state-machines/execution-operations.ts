import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Execution } from './execution.ts';
import { MAX_PAYLOAD_BYTES } from './failure.ts';
import { asHistoryEvent } from './history.ts';
import { executionArn } from './machine.ts';
import { type ApiSurroundings, known, type Operation, parsed, StatesRefusal } from './operation.ts';

const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z
    .string()
    .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/, 'Invalid Name')
    .optional(),
  input: z.string().optional(),
});
export const ofExecution = z.object({ executionArn: z.string() });
const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const listRequest = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional(),
  ...page,
});
const historyRequest = z.object({ executionArn: z.string(), reverseOrder: z.boolean().optional(), ...page });
const stopRequest = z.object({ executionArn: z.string(), error: z.string().optional(), cause: z.string().optional() });

/** Starting, stopping and looking at executions. */
export function executionOperations({ store, now, machineAt, run, abort }: ApiSurroundings): Record<string, Operation> {
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

type Page = { maxResults?: number | undefined; nextToken?: string | undefined };

/** The page's token is the place where it begins. */
function pageOf<T>(all: T[], { maxResults, nextToken }: Page, usual: number): { items: T[]; nextToken: object } {
  const from = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(from) || from < 0) throw new StatesRefusal('InvalidToken', "Invalid Token: 'Invalid token'");
  const to = from + (maxResults || usual);
  return { items: all.slice(from, to), nextToken: to < all.length ? { nextToken: String(to) } : {} };
}
