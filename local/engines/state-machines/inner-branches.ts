import { setMaxListeners } from 'node:events';
import type { Json } from '../../assembly/template.ts';
import { itemBranch, type MapState, type ParallelState } from './definition.ts';
import type { AtState } from './execution.ts';
import { runtimeFailure, StateFailure } from './failure.ts';
import { type Document, required } from './paths.ts';
import { fill, secondsAt } from './payload.ts';
import type { Place, Walk } from './walk.ts';

/** The outputs of a Parallel's branches; the first failure stops the others. */
export function paralleled(
  walk: Walk,
  state: ParallelState,
  cursor: AtState,
  input: Json,
  place: Place,
): Promise<Json[]> {
  begin(walk, cursor, place, 'ParallelStateStarted', {});
  return allOrNone(place, (signal) =>
    Promise.all(
      state.Branches.map((branch, index) =>
        walk.inside(branch, input, { ...place, signal, scope: `${place.scope}/${index}` }),
      ),
    ),
  );
}

/** The outputs of a Map's items in their order, a limited number of them on the way at a time. */
export async function iterated(
  walk: Walk,
  state: MapState,
  cursor: AtState,
  document: Document,
  place: Place,
): Promise<Json[]> {
  const items = required(state.ItemsPath ?? '$', document);
  if (!Array.isArray(items)) throw runtimeFailure(`The items of '${cursor.state}' are no list`);
  const atOnce = concurrencyOf(state, document) || items.length;
  begin(walk, cursor, place, 'MapStateStarted', { length: items.length });
  const outputs = new Array<Json>(items.length);
  let following = 0;

  const walkItem = async (index: number, signal: AbortSignal) => {
    const scope = `${place.scope}/${index}`;
    const before = walk.cursor(scope);
    if (before && 'output' in before) {
      outputs[index] = before.output;
      return;
    }
    const value = items[index] ?? null;
    const map = { Item: { Index: index, Value: value } };
    const selector = state.ItemSelector ?? state.Parameters;
    const input = selector
      ? fill(selector, { input: document.input, context: { ...asObject(document.context), Map: map } })
      : value;
    const event = { name: cursor.state, index };
    if (!before) walk.record('MapIterationStarted', event);
    try {
      outputs[index] = await walk.inside(itemBranch(state), input, { signal, scope, map });
      walk.record('MapIterationSucceeded', event);
    } catch (problem) {
      if (problem instanceof StateFailure && !signal.aborted) walk.record('MapIterationFailed', event);
      throw problem;
    }
  };
  const lane = async (signal: AbortSignal) => {
    while (following < items.length) await walkItem(following++, signal);
  };
  const lanes = Math.min(atOnce, items.length);
  await allOrNone(place, (signal) => Promise.all(Array.from({ length: lanes }, () => lane(signal))));
  return outputs;
}

async function allOrNone<T>({ signal }: Place, walkAll: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const inside = new AbortController();
  const either = AbortSignal.any([signal, inside.signal]);
  setMaxListeners(0, either);
  try {
    return await walkAll(either);
  } finally {
    inside.abort(new Error('another branch has failed'));
  }
}

function begin(walk: Walk, cursor: AtState, { scope }: Place, type: string, details: Record<string, unknown>): void {
  if (cursor.begun) return;
  walk.together(() => {
    walk.record(type, details);
    const { retryAt: _over, ...now } = cursor;
    walk.setCursor(scope, { ...now, begun: true });
  });
}

function concurrencyOf({ MaxConcurrency, MaxConcurrencyPath }: MapState, document: Document): number {
  return MaxConcurrencyPath === undefined ? (MaxConcurrency ?? 0) : secondsAt(MaxConcurrencyPath, document);
}

const asObject = (value: Json) => value as { [key: string]: Json };
