import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { AtState, Execution } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import { StateFailure } from './failure.ts';
import type { Machine } from './machine.ts';
import type { TaskCall } from './task-state.ts';
import type { Timers } from './timers.ts';
import { unlessAborted } from './timers.ts';
import { type Walk, walkBranch } from './walk.ts';

/** AWS ends an execution at this many events, so that a loop without an end does not run for ever. */
const MOST_EVENTS = 25_000;

/** Characters of a cause that are worth a line; the rest is in the history. */
const LONGEST_TOLD = 300;

/** Runs executions from where they stand to their end, which it keeps. */
export type Runner = {
  run(execution: Execution, machine: Machine): void;
  /** Ends a running execution from outside. */
  abort(arn: string, error: string | undefined, cause: string | undefined): void;
  /** Whoever waits for the token looks again at what is kept for it. */
  tell(token: string): void;
  /** Leaves every running execution where it stands. */
  halt(): Promise<void>;
};

export type RunnerOptions = {
  store: ExecutionStore;
  timers: Timers;
  random(): number;
  /** The tasks of one machine, with the permissions of its role. */
  callsOf(machine: Machine): TaskCall;
  onProblem(message: string): void;
};

export function createRunner({ store, timers, random, callsOf, onProblem }: RunnerOptions): Runner {
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  const listeners = new Map<string, () => void>();

  function walkOf(execution: Execution, machine: Machine): Walk {
    const { arn } = execution;
    const walk: Walk = {
      context: {
        Execution: {
          Id: arn,
          Input: execution.input,
          Name: execution.name,
          RoleArn: machine.roleArn,
          StartTime: new Date(execution.startedAt).toISOString(),
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
      },
      timers,
      random,
      cursor: (scope) => store.cursor(arn, scope),
      setCursor: (scope, cursor) => store.setCursor(arn, scope, cursor),
      dropInside: (scope) => store.dropInside(arn, scope),
      record(type, details = {}) {
        const id = store.addEvent(arn, { at: timers.now(), type, details });
        if (id < MOST_EVENTS) return;
        throw new StateFailure('States.Runtime', `The execution reached the maximum number of history events (${id}).`);
      },
      together: store.together,
      call: callsOf(machine),
      newToken(scope) {
        // As long as one of AWS, so that whoever keeps tokens in too small a place learns it here.
        const token = randomBytes(480).toString('base64');
        store.addToken(token, arn, scope);
        return token;
      },
      listen(token, told) {
        listeners.set(token, told);
        return () => listeners.delete(token);
      },
      inside: (branch, input, place) => walkBranch(walk, branch, input, place),
    };
    return walk;
  }

  function end(arn: string, status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED', details: Details): void {
    const { output, error, cause } = details;
    const event = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'TimedOut', ABORTED: 'Aborted' }[status];
    const stoppedAt = timers.now();
    store.together(() => {
      store.addEvent(arn, {
        at: stoppedAt,
        type: `Execution${event}`,
        details:
          status === 'TIMED_OUT'
            ? { error: 'States.Timeout' }
            : { ...details, ...('output' in details && { output: JSON.stringify(output) }) },
      });
      store.end(arn, {
        status,
        stoppedAt,
        ...(output !== undefined && { output }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      });
    });
    running.delete(arn);
  }

  async function walk(execution: Execution, machine: Machine, signal: AbortSignal): Promise<void> {
    const { arn, input, startedAt } = execution;
    const { TimeoutSeconds } = machine.definition;
    const late = Promise.withResolvers<'late'>();
    const cancel =
      TimeoutSeconds === undefined
        ? () => {}
        : timers.at(startedAt + TimeoutSeconds * 1000, () => late.resolve('late'));
    const inside = new AbortController();
    const either = AbortSignal.any([signal, inside.signal]);
    setMaxListeners(0, either);
    const walked = walkBranch(walkOf(execution, machine), machine.definition, input, { scope: '', signal: either });
    try {
      const outcome = await unlessAborted(Promise.race([late.promise, walked.then((output) => ({ output }))]), signal);
      if (outcome !== 'late') return end(arn, 'SUCCEEDED', outcome);
      end(arn, 'TIMED_OUT', {});
      onProblem(`${machine.name}: execution ${execution.name} took longer than ${TimeoutSeconds} seconds`);
    } catch (problem) {
      if (signal.aborted) return;
      const known = problem instanceof StateFailure ? problem : undefined;
      const { error, cause } = known ?? { error: 'States.Runtime', cause: String(problem) };
      end(arn, 'FAILED', { error, cause });
      const told = known || !(problem instanceof Error) ? cause.slice(0, LONGEST_TOLD) : problem.stack;
      onProblem(`${machine.name}: execution ${execution.name} failed with ${error}: ${told}`);
    } finally {
      cancel();
      inside.abort(new Error('the execution has ended'));
      await walked.catch(() => {});
    }
  }

  return {
    run(execution, machine) {
      if (running.has(execution.arn)) return;
      const stop = new AbortController();
      const entry = { stop, ended: Promise.resolve() };
      running.set(execution.arn, entry);
      entry.ended = walk(execution, machine, stop.signal).finally(() => {
        if (running.get(execution.arn) === entry) running.delete(execution.arn);
      });
    },
    abort(arn, error, cause) {
      running.get(arn)?.stop.abort(new Error('the execution was stopped'));
      end(arn, 'ABORTED', { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) });
    },
    tell: (token) => listeners.get(token)?.(),
    async halt() {
      const entries = [...running.values()];
      for (const { stop } of entries) stop.abort(new Error('the local stack is closing'));
      await Promise.all(entries.map(({ ended }) => ended));
    },
  };
}

type Details = { output?: Execution['output']; error?: string; cause?: string };

/** The task a token belongs to, as long as it waits. */
export function taskOf(store: ExecutionStore, token: string) {
  const found = store.findToken(token);
  if (!found?.open) return undefined;
  const cursor = store.cursor(found.arn, found.scope);
  if (!cursor || !('task' in cursor) || cursor.task?.token !== token || cursor.task.answer) return undefined;
  return { ...found, cursor: cursor as AtState, task: cursor.task };
}
