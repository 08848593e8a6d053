import { assertNever } from '../../runtime/failure.ts';
import type { Exercise } from './exercise.ts';
import type { Seen } from './seen.ts';

/**
 * A pause that the monitor has not noticed by then is missed; so is the music's return. The first look may come five
 * minutes after it and it has to last for ten more: what takes a third longer than that at its worst is wrong.
 */
export const NOTICED_WITHIN_SECONDS = 1_200;
/** Runs are not exactly five minutes apart: one that comes a little early does not wait for the next. */
const EARLY_MS = 30_000;
/** So long it may be impossible to begin, or to end, before somebody has to look. */
const PATIENCE_MS = 3_600_000;
const HOUR_MS = 3_600_000;

/** Why the exercise goes on as it does. */
export type StepReason =
  | 'due'
  | 'left-paused'
  | 'soundtrack-away'
  | 'player-away'
  | 'monitor-blind'
  | 'monitor-does-not-know-it-as-up'
  | 'pause-done'
  | 'pause-not-done'
  | 'not-noticed-yet'
  | 'noticed'
  | 'noticed-late'
  | 'not-noticed'
  | 'was-not-silent'
  | 'plays-again'
  | 'still-paused'
  | 'recovery-not-noticed-yet'
  | 'recovery-noticed'
  | 'recovery-not-noticed';

export type ExerciseStep = {
  /** The very same object when it goes on as before. */
  exercise: Exercise;
  because: StepReason;
  /** To be asked of the player once the exercise is saved. */
  order?: 'pause' | 'play';
  /** From the pause to the outage's confirmation. */
  detectionSeconds?: number;
  recoverySeconds?: number;
  isMissed?: boolean;
  /** It has been so for an hour, and will not mend itself. */
  isStuck?: boolean;
};

/**
 * One step of the exercise: what is to be done now, out of where it stands and what is seen. The monitor is only blamed
 * when the zone really was silent and the monitor did not know itself to be blind.
 */
export function stepExercise(exercise: Exercise, seen: Seen, now: number): ExerciseStep {
  switch (exercise.phase) {
    case 'resting':
      return begin(exercise, seen, now);
    case 'pausing':
      return readBackPause(exercise, seen);
    case 'silent':
      return awaitDetection(exercise, seen, now);
    case 'restoring':
      return readBackPlay(exercise, seen, now);
    case 'recovering':
      return awaitRecovery(exercise, seen, now);
    default:
      return assertNever(exercise);
  }
}

type In<Phase extends Exercise['phase']> = Extract<Exercise, { phase: Phase }>;

function begin(exercise: In<'resting'>, { player, monitor }: Seen, now: number): ExerciseStep {
  const blocked = (because: StepReason) => ({ exercise, because, isStuck: now - exercise.dueAt >= PATIENCE_MS });
  if (player === 'unread') return { exercise, because: 'soundtrack-away' };
  if (player === 'away') return blocked('player-away');
  // Nobody else listens to this zone, so a pause is left over from an exercise that was forgotten.
  if (player === 'paused') return playAgain(now, 'left-paused');
  if (monitor.isBlind) return { exercise, because: 'monitor-blind' };
  if (monitor.status !== 'up' || monitor.outage) return blocked('monitor-does-not-know-it-as-up');
  return { exercise: { phase: 'pausing', dueAt: exercise.dueAt, askedAt: now }, because: 'due', order: 'pause' };
}

function readBackPause(exercise: In<'pausing'>, { player }: Seen): ExerciseStep {
  const { askedAt, dueAt } = exercise;
  if (player === 'unread') return { exercise, because: 'soundtrack-away' };
  if (player === 'paused') return { exercise: { phase: 'silent', askedAt }, because: 'pause-done' };
  return { exercise: { phase: 'resting', dueAt }, because: 'pause-not-done' };
}

function awaitDetection(exercise: In<'silent'>, seen: Seen, now: number): ExerciseStep {
  const { askedAt } = exercise;
  const { outage } = seen.monitor;
  if (outage && outage.confirmedAt >= askedAt) {
    const detectionSeconds = (outage.confirmedAt - askedAt) / 1000;
    const isMissed = detectionSeconds > NOTICED_WITHIN_SECONDS;
    return { ...playAgain(now, isMissed ? 'noticed-late' : 'noticed'), detectionSeconds, isMissed };
  }
  if (!isOver(askedAt, now)) return stillWaiting(exercise, seen, 'not-noticed-yet');
  const excuse = excuseFor(exercise, seen);
  if (excuse === 'not-paused') return { exercise: untilNextHour(now), because: 'was-not-silent' };
  return excuse ? playAgain(now, excuse) : { ...playAgain(now, 'not-noticed'), isMissed: true };
}

function readBackPlay(exercise: In<'restoring'>, { player }: Seen, now: number): ExerciseStep {
  const { since, askedAt } = exercise;
  const isStuck = now - since >= PATIENCE_MS;
  if (player === 'playing') return { exercise: { phase: 'recovering', askedAt }, because: 'plays-again' };
  if (player === 'unread') return { exercise, because: 'soundtrack-away' };
  if (player === 'away') return { exercise, because: 'player-away', isStuck };
  return { ...playAgain(now, 'still-paused', since), isStuck };
}

function awaitRecovery(exercise: In<'recovering'>, seen: Seen, now: number): ExerciseStep {
  const { player, monitor } = seen;
  const { askedAt } = exercise;
  if (monitor.status === 'up' && !monitor.outage) {
    // One that never noticed the pause has no return to notice either.
    const recoverySeconds = monitor.since >= askedAt ? { recoverySeconds: (monitor.since - askedAt) / 1000 } : {};
    return { exercise: untilNextHour(now), because: 'recovery-noticed', ...recoverySeconds };
  }
  if (!isOver(askedAt, now)) return stillWaiting(exercise, seen, 'recovery-not-noticed-yet');
  if (player === 'paused') return playAgain(now, 'still-paused');
  const excuse = excuseFor(exercise, seen);
  if (excuse && excuse !== 'not-paused') return { exercise: untilNextHour(now), because: excuse };
  return { exercise: untilNextHour(now), because: 'recovery-not-noticed', isMissed: true };
}

type Waiting = In<'silent'> | In<'recovering'>;

function stillWaiting(exercise: Waiting, { player, monitor }: Seen, because: StepReason): ExerciseStep {
  const isBlind = monitor.isBlind || player === 'unread';
  if (!isBlind) return { exercise, because };
  const blind = player === 'unread' ? 'soundtrack-away' : 'monitor-blind';
  return { exercise: exercise.wasBlind ? exercise : { ...exercise, wasBlind: true }, because: blind };
}

/** Why it proves nothing that a pause, or its end, was not noticed. */
function excuseFor({ wasBlind }: Waiting, { player, monitor }: Seen) {
  if (player === 'unread') return 'soundtrack-away';
  if (player === 'away') return 'player-away';
  if (monitor.isBlind || wasBlind) return 'monitor-blind';
  return player === 'playing' ? 'not-paused' : undefined;
}

const playAgain = (now: number, because: StepReason, since = now): ExerciseStep => ({
  exercise: { phase: 'restoring', since, askedAt: now },
  because,
  order: 'play',
});

const isOver = (askedAt: number, now: number): boolean => now - askedAt >= NOTICED_WITHIN_SECONDS * 1000 - EARLY_MS;

const untilNextHour = (now: number): Exercise => ({
  phase: 'resting',
  dueAt: (Math.floor(now / HOUR_MS) + 1) * HOUR_MS,
});
