import type { ControlOutcome } from '../../clients/soundtrack/index.ts';
import type { Exercise } from './exercise.ts';

/**
 * Where the exercise stands after the player answered. Where nobody knows whether it was done, it stays as it was saved
 * before: the next run looks at the player first.
 */
export function afterOrder(asked: Exercise, outcome: ControlOutcome): Exercise {
  if (asked.phase === 'pausing') {
    if (outcome.kind === 'done') return { phase: 'silent', askedAt: asked.askedAt };
    const mayHaveRun = outcome.kind === 'later' && outcome.mayHaveRun;
    return mayHaveRun ? asked : { phase: 'resting', dueAt: asked.dueAt };
  }
  if (asked.phase === 'restoring' && outcome.kind === 'done') return { phase: 'recovering', askedAt: asked.askedAt };
  return asked;
}
