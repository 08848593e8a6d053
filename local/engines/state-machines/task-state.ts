import type { Json } from '../../assembly/template.ts';
import type { TaskState } from './definition.ts';
import type { AtState } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { Document } from './paths.ts';
import { fill } from './payload.ts';
import { type Integration, readResource } from './resource-of-task.ts';
import { historyOf } from './task-history.ts';
import { lateness, limitsOf } from './task-limits.ts';
import { answerTo, tokenTask } from './task-token.ts';
import { unlessAborted } from './timers.ts';
import type { Place, Walk } from './walk.ts';

/** Does what a task's resource stands for; throws StateFailure with the error name AWS would give. */
export type TaskCall = (integration: Integration, parameters: Json, signal: AbortSignal) => Promise<Json>;

/** The result of a task: what its resource answers or, when it waits for a token, what comes with that. */
export async function taskResult(
  walk: Walk,
  state: TaskState,
  cursor: AtState,
  document: Document,
  place: Place,
): Promise<Json> {
  const integration = readResource(state.Resource);
  if (!integration) throw new StateFailure('States.Runtime', `${state.Resource} is not covered by the local runtime`);
  const waiting = integration.waitsForToken ? tokenTask(walk, cursor, place) : undefined;
  const startedAt = waiting?.startedAt ?? walk.timers.now();
  const context = { ...(document.context as object), ...(waiting && { Task: { Token: waiting.token } }) };
  const whole = { ...document, context };
  const parameters = state.Parameters ? fill(state.Parameters, whole) : document.input;
  const limits = limitsOf(state, whole);
  const note = historyOf(walk, integration, parameters, limits);

  const over = new AbortController();
  const signal = AbortSignal.any([place.signal, over.signal]);
  const late = lateness(walk, limits, startedAt, place, waiting);
  if (!waiting?.sent && !waiting?.answer) note.scheduled();
  const work = waiting
    ? answerTo(walk, waiting, place, signal, () => walk.call(integration, parameters, signal), note.submitted)
    : unlessAborted(walk.call(integration, parameters, signal), signal);
  try {
    const result = await Promise.race([work, late.failure]);
    place.signal.throwIfAborted();
    note.succeeded(result);
    return result;
  } catch (problem) {
    place.signal.throwIfAborted();
    if (problem instanceof StateFailure) note.failed(problem);
    throw problem;
  } finally {
    late.cancel();
    over.abort();
  }
}
