import * as z from 'zod';

const instant = z.int().nonnegative();
/** Soundtrack was seen to be away meanwhile, or the monitor to know that it could not read it: nothing was tested then. */
const wasBlind = z.literal(true).optional();

/** Where the exercise stands; milliseconds since 1970. */
export const Exercise = z.discriminatedUnion('phase', [
  /** The zone plays, and is to be paused once `dueAt` has come. */
  z.object({ phase: z.literal('resting'), dueAt: instant }),
  /** A pause was asked for at `askedAt`; nobody knows yet whether it was done. */
  z.object({ phase: z.literal('pausing'), dueAt: instant, askedAt: instant }),
  /** Paused, and the monitor is to notice. */
  z.object({ phase: z.literal('silent'), askedAt: instant, wasBlind }),
  /** It is to play again. `since`: first asked for; `askedAt`: last, and nobody knows yet whether that was done. */
  z.object({ phase: z.literal('restoring'), since: instant, askedAt: instant }),
  /** It plays again, and the monitor is to notice that as well. */
  z.object({ phase: z.literal('recovering'), askedAt: instant, wasBlind }),
]);
export type Exercise = z.infer<typeof Exercise>;

/** A run that asked for something has ended by then, one way or the other: it may take 60 seconds. */
const IN_HAND_MS = 120_000;

/** Whether there is nothing to do yet: it is too early, or another run has just asked and waits for the answer. */
export function isIdle(exercise: Exercise, now: number): boolean {
  switch (exercise.phase) {
    case 'resting':
      return now < exercise.dueAt;
    case 'pausing':
    case 'restoring':
      return now - exercise.askedAt < IN_HAND_MS;
    default:
      return false;
  }
}
