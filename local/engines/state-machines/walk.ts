import type { Json, JsonObject } from '../../assembly/template.ts';
import type { Branch, State } from './definition.ts';
import type { AtState, Cursor } from './execution.ts';
import { checkSize, covers, StateFailure } from './failure.ts';
import { withResult } from './payload.ts';
import { retryAfter } from './retry.ts';
import { type Outcome, outcomeOf } from './state-outcome.ts';
import type { TaskCall } from './task-state.ts';
import type { Timers } from './timers.ts';

/** All that the walk of one execution through its states touches. */
export type Walk = {
  /** `Execution` and `StateMachine` of the context object. */
  context: JsonObject;
  timers: Timers;
  /** Between 0 and 1. */
  random(): number;
  cursor(scope: string): Cursor | undefined;
  setCursor(scope: string, cursor: Cursor): void;
  dropInside(scope: string): void;
  /** Adds an event to the history; throws StateFailure when that is full. */
  record(type: string, details?: Record<string, unknown>): void;
  together<T>(work: () => T): T;
  call: TaskCall;
  /** Walks a branch of a Parallel, or what a Map does with an item. */
  inside(branch: Branch, input: Json, place: Place): Promise<Json>;
  /** A new token for a task. */
  newToken(scope: string): string;
  /** Has a listener told about answers and signs of life for a token; the answer stops that. */
  listen(token: string, told: () => void): () => void;
};

/** Which branch is walked, for how long, and the item of the Map around it. */
export type Place = { scope: string; signal: AbortSignal; map?: JsonObject };

/** Walks a branch from where its cursor stands, or from its start, to its output; throws StateFailure. */
export async function walkBranch(walk: Walk, branch: Branch, input: Json, place: Place): Promise<Json> {
  for (;;) {
    const cursor = walk.cursor(place.scope) ?? walk.together(() => enter(walk, branch, branch.StartAt, input, place));
    if ('output' in cursor) return cursor.output;
    if (cursor.retryAt !== undefined) await walk.timers.until(cursor.retryAt, place.signal);
    place.signal.throwIfAborted();
    await step(walk, branch, cursor, place);
  }
}

function enter(walk: Walk, branch: Branch, name: string, input: Json, { scope }: Place): AtState {
  const cursor = { state: name, input, enteredAt: walk.timers.now(), attempts: [] };
  walk.record(`${branch.States[name]?.Type}StateEntered`, { name, input: JSON.stringify(input) });
  walk.setCursor(scope, cursor);
  return cursor;
}

async function step(walk: Walk, branch: Branch, cursor: AtState, place: Place): Promise<void> {
  const state = branch.States[cursor.state];
  if (!state) throw new StateFailure('States.Runtime', `There is no state '${cursor.state}' any more`);
  let outcome: Outcome;
  try {
    outcome = await outcomeOf(walk, state, cursor, place);
    place.signal.throwIfAborted();
    checkSize(cursor.state, outcome.output);
  } catch (problem) {
    place.signal.throwIfAborted();
    const handled = problem instanceof StateFailure && handle(walk, state, cursor, problem, place);
    if (!handled) throw problem;
    if (handled === 'retried') return;
    outcome = handled;
  }
  const { output, next } = outcome;
  walk.together(() => {
    walk.dropInside(place.scope);
    walk.record(`${state.Type}StateExited`, { name: cursor.state, output: JSON.stringify(output) });
    if (next === undefined) walk.setCursor(place.scope, { output });
    else enter(walk, branch, next, output, place);
  });
}

/** What Retry and Catch make of a failure; undefined when they do not cover it. */
function handle(
  walk: Walk,
  state: State,
  { state: name, input, enteredAt, attempts }: AtState,
  { error, cause }: StateFailure,
  { scope }: Place,
): Outcome | 'retried' | undefined {
  if (!('Retry' in state || 'Catch' in state)) return undefined;
  const retry = retryAfter(state.Retry, attempts, error, walk.random());
  if (retry) {
    const retryAt = walk.timers.now() + retry.delaySeconds * 1000;
    walk.together(() => {
      walk.dropInside(scope);
      walk.setCursor(scope, { state: name, input, enteredAt, attempts: retry.attempts, retryAt });
    });
    return 'retried';
  }
  const catcher = state.Catch?.find(({ ErrorEquals }) => covers(ErrorEquals, error));
  if (!catcher) return undefined;
  return { output: withResult(catcher.ResultPath, input, { Error: error, Cause: cause }), next: catcher.Next };
}
