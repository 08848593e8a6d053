import type { ControlOutcome } from '../../clients/soundtrack/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { afterOrder } from './after-order.ts';
import { type Exercise, isIdle } from './exercise.ts';
import type { Exercises } from './exercises.ts';
import type { Monitor, Player } from './seen.ts';
import { type ExerciseStep, stepExercise } from './step-exercise.ts';

export type CanaryPorts = {
  exercises: Exercises;
  /** What the product itself says of the zone. */
  monitor(): Promise<Monitor>;
  player: {
    look(): Promise<Player>;
    /** Asked once, never repeated. */
    order(what: 'pause' | 'play'): Promise<ControlOutcome>;
  };
  /** What a step found out, after it was saved and before anything is asked of the player. */
  tell(step: ExerciseStep): void;
  clock: Clock;
};

export type Exercised = {
  phase: Exercise['phase'];
  because: ExerciseStep['because'] | 'too-early' | 'in-other-hands';
  /** What the player answered. */
  order?: string;
  isStuck?: boolean;
};

/**
 * One step of the exercise. It is saved before anything is asked of the player, so of two runs at once only one asks,
 * and after a crash the next run looks whether it was done instead of asking again.
 */
export async function exerciseCanary(ports: CanaryPorts): Promise<Exercised> {
  const { exercises, player, tell, clock } = ports;
  const { exercise, version } = await beginning(ports);
  const { phase } = exercise;
  if (isIdle(exercise, clock().getTime())) {
    return { phase, because: phase === 'resting' ? 'too-early' : 'in-other-hands' };
  }

  const seen = { player: await player.look(), monitor: await ports.monitor() };
  const step = stepExercise(exercise, seen, clock().getTime());
  const { because, order, isStuck } = step;
  const told = { because, ...(isStuck && { isStuck }) };
  if (step.exercise === exercise) {
    tell(step);
    return { phase, ...told };
  }
  if (!(await exercises.save(step.exercise, version))) return { phase, because: 'in-other-hands' };
  tell(step);
  if (!order) return { phase: step.exercise.phase, ...told };

  const outcome = await player.order(order);
  const after = afterOrder(step.exercise, outcome);
  if (after !== step.exercise) await exercises.save(after, version + 1);
  return { phase: after.phase, ...told, order: `${order}: ${inWords(outcome)}` };
}

/** The first exercise is due at once; since when is remembered, as that it cannot begin must not stay unseen. */
async function beginning({ exercises, clock }: CanaryPorts): Promise<{ exercise: Exercise; version: number }> {
  const { exercise, version } = await exercises.load();
  if (exercise) return { exercise, version };
  const first: Exercise = { phase: 'resting', dueAt: clock().getTime() };
  await exercises.save(first, version);
  return { exercise: first, version: version + 1 };
}

function inWords(outcome: ControlOutcome): string {
  if (outcome.kind === 'done') return 'done';
  if (outcome.kind === 'refused') return `refused, ${outcome.reason}`;
  return `${outcome.reason}, ${outcome.mayHaveRun ? 'nobody knows' : 'not done'}`;
}
