import type { Json } from '../../assembly/template.ts';
import type { AtState, TokenTask } from './execution.ts';
import { StateFailure } from './failure.ts';
import { unlessAborted } from './timers.ts';
import type { Place, Walk } from './walk.ts';

/** The same task after a restart, or one with a fresh token. */
export function tokenTask(walk: Walk, cursor: AtState, { scope }: Place): TokenTask {
  if (cursor.task) return cursor.task;
  const now = walk.timers.now();
  const task = { token: walk.newToken(scope), startedAt: now, beatAt: now, sent: false };
  const { retryAt: _over, ...at } = cursor;
  walk.setCursor(scope, { ...at, task });
  return task;
}

/** Tells the token unless that was done before a restart, then waits for its answer. */
export async function answerTo(
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

/** How far the task with this token is, as long as the branch is at it. */
export function taskAt(walk: Walk, scope: string, token: string): TokenTask | undefined {
  const cursor = walk.cursor(scope);
  return cursor && 'task' in cursor && cursor.task?.token === token ? cursor.task : undefined;
}
