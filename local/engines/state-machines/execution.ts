import type { Json } from '../../assembly/template.ts';
import type { Attempts } from './retry.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One run of a state machine; instants in milliseconds since 1970. */
export type Execution = {
  arn: string;
  machineArn: string;
  name: string;
  input: Json;
  startedAt: number;
  status: ExecutionStatus;
  stoppedAt?: number;
  output?: Json;
  error?: string;
  cause?: string;
};

export type Ending = Pick<Execution, 'output' | 'error' | 'cause'> & {
  status: Exclude<ExecutionStatus, 'RUNNING'>;
  stoppedAt: number;
};

/**
 * Where a branch stands: at the start of a state with its input, or at its end. A scope names the branch: empty for
 * the machine itself, `/2` for the third branch or item of the state it is at, `/2/0` inside that.
 */
export type Cursor = AtState | { output: Json };

export type AtState = {
  state: string;
  input: Json;
  enteredAt: number;
  attempts: Attempts;
  /** The state failed and is tried again then. */
  retryAt?: number;
  /** When its Wait is over. */
  waitUntil?: number;
  /** Its branches or items have been started. */
  begun?: true;
  /** How far a task that waits for its token has come. */
  task?: TokenTask;
};

export type TokenTask = {
  token: string;
  startedAt: number;
  /** The last sign of life. */
  beatAt: number;
  /** Whoever is to answer has been told the token. */
  sent: boolean;
  answer?: TaskAnswer;
};

export type TaskAnswer = { output: Json } | { error: string; cause: string };

export type HistoryEvent = { id: number; at: number; type: string; details: Record<string, unknown> };
