import type { ScheduleClock } from '../../event-sources/schedule-clock.ts';
import { systemClock } from '../../event-sources/schedule-clock.ts';
import { createStatesApi, type StatesAnswer } from './api.ts';
import { openExecutionStore } from './execution-store.ts';
import type { Machine } from './machine.ts';
import { createRunner, type Runner } from './runner.ts';
import { type TaskSurroundings, taskCallsOf } from './task-calls.ts';
import { timersBy } from './timers.ts';

/** Step Functions: knows and keeps executions from the start, runs them once there are functions. */
export type StateMachines = {
  /** One call of the API, whose caller has been checked. */
  handle(operation: string, body: Record<string, unknown>): StatesAnswer;
  /** The machine whose task a token is for. */
  machineOfToken(token: string): string | undefined;
  /** Goes on with every execution that still runs; closing what it answers leaves them where they stand. */
  begin(surroundings: TaskSurroundings): { close(): Promise<void> };
  close(): void;
};

export type StateMachinesOptions = {
  machines: Machine[];
  /** The machine's ARN by that of its versions and aliases. */
  pointers?: ReadonlyMap<string, string>;
  /** Where executions are kept across starts; in memory without it. */
  file?: string;
  /** @default the system's clock */
  clock?: ScheduleClock;
  /** For jitter. @default Math.random */
  random?(): number;
};

export function startStateMachines(options: StateMachinesOptions): StateMachines {
  const { machines, pointers, file, clock = systemClock, random = Math.random } = options;
  const store = openExecutionStore(file);
  const timers = timersBy(clock);
  const machineAt = (arn: string) => machines.find((machine) => machine.arn === (pointers?.get(arn) ?? arn));
  let runner: Runner | undefined;
  const handle = createStatesApi({
    store,
    now: timers.now,
    machineAt,
    machines: () => machines,
    run(execution) {
      const machine = machineAt(execution.machineArn);
      if (machine) runner?.run(execution, machine);
    },
    abort(arn, error, cause) {
      (runner ?? idle).abort(arn, error, cause);
    },
    tell: (token) => runner?.tell(token),
  });
  /** Ends executions as long as none can run. */
  const idle = createRunner({ store, timers, random, callsOf: () => never, onProblem: () => {} });

  return {
    handle,
    machineOfToken: (token) => store.find(store.findToken(token)?.arn ?? '')?.machineArn,
    begin(surroundings) {
      const begun = createRunner({
        store,
        timers,
        random,
        callsOf: (machine) => taskCallsOf(machine, surroundings),
        onProblem: surroundings.onProblem,
      });
      runner = begun;
      for (const execution of store.running()) {
        const machine = machineAt(execution.machineArn);
        if (machine) begun.run(execution, machine);
        else surroundings.onProblem(`${execution.arn} cannot go on: the template has no such state machine any more`);
      }
      return {
        async close() {
          runner = undefined;
          await begun.halt();
        },
      };
    },
    close: store.close,
  };
}

const never = () => new Promise<never>(() => {});
