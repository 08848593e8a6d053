import * as z from 'zod';
import { executionOperations } from './execution-operations.ts';
import { machineOperations } from './machine-operations.ts';
import { type ApiSurroundings, type Operation, StatesRefusal } from './operation.ts';
import { taskOperations } from './task-operations.ts';

export type StatesAnswer = { status: number; body: object };

/** The operations of Step Functions that the local runtime answers. */
export function createStatesApi(
  surroundings: ApiSurroundings,
): (operation: string, body: Record<string, unknown>) => StatesAnswer {
  const operations: Record<string, Operation> = {
    ...executionOperations(surroundings),
    ...taskOperations(surroundings),
    ...machineOperations(surroundings),
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

function invalid(problem: z.ZodError): StatesRefusal {
  const [{ message, path } = { message: '', path: [] }] = problem.issues;
  if (message === 'Invalid Name') return new StatesRefusal('InvalidName', `Invalid Name: '${path.join('.')}'`);
  return new StatesRefusal('ValidationException', `${path.join('.')}: ${message}`);
}
