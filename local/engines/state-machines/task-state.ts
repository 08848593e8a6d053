import { REGION } from '../../assembly/place.ts';
import type { Json } from '../../assembly/template.ts';
import type { TaskState } from './definition.ts';
import type { AtState, TokenTask } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { Document } from './paths.ts';
import { fill, secondsAt } from './payload.ts';
import { type Integration, readResource } from './resource-of-task.ts';
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
  const limits = { timeout: seconds(state, 'Timeout', whole), heartbeat: seconds(state, 'Heartbeat', whole) };
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

/** The same task after a restart, or one with a fresh token. */
function tokenTask(walk: Walk, cursor: AtState, { scope }: Place): TokenTask {
  if (cursor.task) return cursor.task;
  const now = walk.timers.now();
  const task = { token: walk.newToken(scope), startedAt: now, beatAt: now, sent: false };
  const { retryAt: _over, ...at } = cursor;
  walk.setCursor(scope, { ...at, task });
  return task;
}

/** Tells the token unless that was done before a restart, then waits for its answer. */
async function answerTo(
  walk: Walk,
  { token, sent, answer }: TokenTask,
  { scope }: Place,
  signal: AbortSignal,
  tell: () => Promise<Json>,
  told: (result: Json) => void,
): Promise<Json> {
  const answered = Promise.withResolvers<Json>();
  const look = () => {
    const given = taskAt(walk, scope, token)?.answer;
    if (!given) return;
    if ('output' in given) answered.resolve(given.output);
    else answered.reject(new StateFailure(given.error, given.cause));
  };
  const stopListening = walk.listen(token, look);
  look();
  const tellFirst = async (): Promise<Json> => {
    const result = await tell();
    signal.throwIfAborted();
    const cursor = walk.cursor(scope);
    const task = taskAt(walk, scope, token);
    if (task) {
      walk.together(() => {
        told(result);
        walk.setCursor(scope, { ...(cursor as AtState), task: { ...task, sent: true } });
      });
    }
    return answered.promise;
  };
  try {
    return await unlessAborted(
      sent || answer ? answered.promise : Promise.race([answered.promise, tellFirst()]),
      signal,
    );
  } finally {
    stopListening();
  }
}

function taskAt(walk: Walk, scope: string, token: string): TokenTask | undefined {
  const cursor = walk.cursor(scope);
  return cursor && 'task' in cursor && cursor.task?.token === token ? cursor.task : undefined;
}

type Limits = { timeout: number | undefined; heartbeat: number | undefined };

/** Fails when the task takes too long in all or since its last sign of life. */
function lateness(
  walk: Walk,
  { timeout, heartbeat }: Limits,
  startedAt: number,
  { scope }: Place,
  waiting: TokenTask | undefined,
): { failure: Promise<never>; cancel(): void } {
  const { promise: failure, reject } = Promise.withResolvers<never>();
  const cancels: (() => void)[] = [];
  if (timeout !== undefined) {
    cancels.push(walk.timers.at(startedAt + timeout * 1000, () => reject(new StateFailure('States.Timeout'))));
  }
  if (heartbeat !== undefined) {
    const lastBeat = () => (waiting && taskAt(walk, scope, waiting.token)?.beatAt) ?? startedAt;
    let cancel = () => {};
    const wait = (beatAt: number) => {
      cancel = walk.timers.at(beatAt + heartbeat * 1000, () => {
        const since = lastBeat();
        if (since > beatAt) wait(since);
        else reject(new StateFailure('States.HeartbeatTimeout'));
      });
    };
    wait(lastBeat());
    cancels.push(() => cancel());
  }
  return {
    failure,
    cancel() {
      for (const cancel of cancels) cancel();
    },
  };
}

function seconds(state: TaskState, name: 'Timeout' | 'Heartbeat', document: Document): number | undefined {
  const path = state[`${name}SecondsPath`];
  return path === undefined ? state[`${name}Seconds`] : secondsAt(path, document);
}

/** The events of a task, named as AWS names them for functions and for other services. */
function historyOf(walk: Walk, integration: Integration, parameters: Json, { timeout, heartbeat }: Limits) {
  const { service, operation, isFunctionArn, resource } = integration;
  const kind = isFunctionArn ? 'LambdaFunction' : 'Task';
  const what = isFunctionArn ? {} : { resourceType: service, resource: operation };
  const text = JSON.stringify(parameters);
  const limits = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  return {
    scheduled() {
      const details = isFunctionArn ? { resource, input: text } : { ...what, region: REGION, parameters: text };
      walk.record(`${kind}Scheduled`, { ...details, ...limits });
      walk.record(`${kind}Started`, what);
    },
    submitted: (result: Json) => walk.record('TaskSubmitted', { ...what, output: JSON.stringify(result) }),
    succeeded: (result: Json) => walk.record(`${kind}Succeeded`, { ...what, output: JSON.stringify(result) }),
    failed({ error, cause }: StateFailure) {
      const late = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
      walk.record(`${kind}${late ? 'TimedOut' : 'Failed'}`, { ...what, error, cause });
    },
  };
}
