import type { Json, JsonObject } from '../../assembly/template.ts';
import { chosen } from './choice.ts';
import type { FailState, State } from './definition.ts';
import type { AtState } from './execution.ts';
import { StateFailure } from './failure.ts';
import { iterated, paralleled } from './inner-branches.ts';
import type { Document } from './paths.ts';
import { fill, selected, valueAt, withResult } from './payload.ts';
import { taskResult } from './task-state.ts';
import { waitEnd } from './wait-state.ts';
import type { Place, Walk } from './walk.ts';

/** What a state hands on, and to which; without `next` its branch is at its end. */
export type Outcome = { output: Json; next?: string | undefined };

/** Does what a state is for; throws StateFailure. */
export async function outcomeOf(walk: Walk, state: State, cursor: AtState, place: Place): Promise<Outcome> {
  const context = contextAt(walk, cursor, place);
  const raw: Document = { input: cursor.input, context };
  if (state.Type === 'Fail') throw failureOf(state, raw);
  const document: Document = { input: selected(state.InputPath, raw), context };
  const passedOn = (value: Json): Json => selected(state.OutputPath, { input: value, context });
  if (state.Type === 'Succeed') return { output: passedOn(document.input) };
  if (state.Type === 'Choice') return { output: passedOn(document.input), next: chosen(state, document) };
  if (state.Type === 'Wait') {
    const waitUntil = cursor.waitUntil ?? waitEnd(state, document, walk.timers.now());
    if (cursor.waitUntil === undefined) walk.setCursor(place.scope, { ...cursor, waitUntil });
    await walk.timers.until(waitUntil, place.signal);
    return { output: passedOn(document.input), next: state.Next };
  }
  const result = await resultOf(walk, state, cursor, document, place);
  const chosenParts =
    state.Type !== 'Pass' && state.ResultSelector ? fill(state.ResultSelector, { input: result, context }) : result;
  return { output: passedOn(withResult(state.ResultPath, cursor.input, chosenParts)), next: state.Next };
}

async function resultOf(
  walk: Walk,
  state: Extract<State, { Parameters?: JsonObject }>,
  cursor: AtState,
  document: Document,
  place: Place,
): Promise<Json> {
  if (state.Type === 'Task') return taskResult(walk, state, cursor, document, place);
  if (state.Type === 'Map') return iterated(walk, state, cursor, document, place);
  const input = state.Parameters ? fill(state.Parameters, document) : document.input;
  if (state.Type === 'Parallel') return paralleled(walk, state, cursor, input, place);
  return state.Result ?? input;
}

function contextAt(walk: Walk, { state, enteredAt, attempts }: AtState, { map }: Place): JsonObject {
  return {
    ...walk.context,
    State: {
      Name: state,
      EnteredTime: new Date(enteredAt).toISOString(),
      RetryCount: attempts.reduce((sum, count) => sum + count, 0),
    },
    ...(map && { Map: map }),
  };
}

function failureOf({ Error: error, ErrorPath, Cause, CausePath }: FailState, document: Document): StateFailure {
  const text = (given: string | undefined, path: string | undefined) =>
    path === undefined ? (given ?? '') : String(valueAt(path, document));
  return new StateFailure(text(error, ErrorPath), text(Cause, CausePath));
}
