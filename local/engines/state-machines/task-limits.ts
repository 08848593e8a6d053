import type { TaskState } from './definition.ts';
import type { TokenTask } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { Document } from './paths.ts';
import { secondsAt } from './payload.ts';
import { taskAt } from './task-token.ts';
import type { Place, Walk } from './walk.ts';

/** Seconds a task may take in all, and between two signs of life. */
export type Limits = { timeout: number | undefined; heartbeat: number | undefined };

export function limitsOf(state: TaskState, document: Document): Limits {
  return { timeout: seconds(state, 'Timeout', document), heartbeat: seconds(state, 'Heartbeat', document) };
}

function seconds(state: TaskState, name: 'Timeout' | 'Heartbeat', document: Document): number | undefined {
  const path = state[`${name}SecondsPath`];
  return path === undefined ? state[`${name}Seconds`] : secondsAt(path, document);
}

/** Fails when the task takes too long in all or since its last sign of life. */
export function lateness(
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
