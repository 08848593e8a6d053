import type { Json, JsonObject } from '../../assembly/template.ts';

/** Amazon States Language as far as the local runtime carries it: JSONPath, no variables, no distributed map. */
export type Definition = Branch & { Comment?: string; TimeoutSeconds?: number };

/** States of a machine, of one branch of a Parallel, or of what a Map does with each item. */
export type Branch = { StartAt: string; States: Record<string, State> };

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

type Flow = { Next?: string; End?: boolean };
type Paths = { InputPath?: string | null; OutputPath?: string | null };
type Result = { Parameters?: JsonObject; ResultSelector?: JsonObject; ResultPath?: string | null };
type Failing = { Retry?: Retrier[]; Catch?: Catcher[] };

export type TaskState = Flow &
  Paths &
  Result &
  Failing & {
    Type: 'Task';
    Resource: string;
    TimeoutSeconds?: number;
    TimeoutSecondsPath?: string;
    HeartbeatSeconds?: number;
    HeartbeatSecondsPath?: string;
  };
export type PassState = Flow & Paths & Omit<Result, 'ResultSelector'> & { Type: 'Pass'; Result?: Json };
export type ChoiceState = Paths & { Type: 'Choice'; Choices: (ChoiceRule & { Next: string })[]; Default?: string };
export type WaitState = Flow &
  Paths & { Type: 'Wait'; Seconds?: number; SecondsPath?: string; Timestamp?: string; TimestampPath?: string };
export type SucceedState = Paths & { Type: 'Succeed' };
export type FailState = { Type: 'Fail'; Error?: string; ErrorPath?: string; Cause?: string; CausePath?: string };
export type ParallelState = Flow & Paths & Result & Failing & { Type: 'Parallel'; Branches: Branch[] };
export type MapState = Flow &
  Paths &
  Result &
  Failing & {
    Type: 'Map';
    ItemsPath?: string;
    ItemSelector?: JsonObject;
    ItemProcessor?: Branch & { ProcessorConfig?: { Mode?: string } };
    /** The older name of ItemProcessor. */
    Iterator?: Branch;
    MaxConcurrency?: number;
    MaxConcurrencyPath?: string;
  };

export type Retrier = {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
};
export type Catcher = { ErrorEquals: string[]; Next: string; ResultPath?: string | null };

/** `And`, `Or`, `Not`, or a `Variable` with one comparison such as `StringEquals`. */
export type ChoiceRule = { [key: string]: Json } & {
  And?: ChoiceRule[];
  Or?: ChoiceRule[];
  Not?: ChoiceRule;
  Variable?: string;
};

/** What is done with each item of a Map. */
export function itemBranch(state: MapState): Branch {
  return state.ItemProcessor ?? state.Iterator ?? { StartAt: '', States: {} };
}

/** The branches inside a state, one level down. */
function branchesIn(state: State): Branch[] {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [itemBranch(state)] : [];
}

/** Every state of a branch with its name, however deep. */
export function allStates(branch: Branch): [name: string, state: State][] {
  return Object.entries(branch.States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...branchesIn(state).flatMap(allStates),
  ]);
}
