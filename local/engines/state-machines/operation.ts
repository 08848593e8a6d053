import type { Json } from '../../assembly/template.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import type { Machine } from './machine.ts';

/** One operation of the API: the answer to a request, or StatesRefusal. */
export type Operation = (body: Record<string, unknown>) => object;

/** What the operations work on. */
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

/** A refusal with AWS's error code. */
export class StatesRefusal extends Error {
  override name = 'StatesRefusal';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The machine, or the refusal of a request that names none. */
export function known(machine: Machine | undefined, arn: string): Machine {
  if (machine) return machine;
  throw new StatesRefusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** JSON that a request carries as text. */
export function parsed(text: string, code: string, message: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StatesRefusal(code, `${message}: '${cause instanceof Error ? cause.message : cause}'`);
  }
}
