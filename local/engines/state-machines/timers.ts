import type { ScheduleClock } from '../../event-sources/schedule-clock.ts';

/** Waiting for instants, in milliseconds since 1970, by a clock a test may move. */
export type Timers = {
  now(): number;
  /** Calls back once at or after an instant; the answer cancels it. */
  at(instant: number, callback: () => void): () => void;
  /** Rejects with the signal's reason when that comes first. */
  until(instant: number, signal: AbortSignal): Promise<void>;
};

/** A timer cannot wait longer than 24 days, and a laptop that slept should notice soon. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

export function timersBy(clock: ScheduleClock): Timers {
  const now = () => clock.now().getTime();
  const at: Timers['at'] = (instant, callback) => {
    let cancel = () => {};
    const wait = () => {
      const left = Math.max(0, instant - now());
      cancel = clock.after(Math.min(left, LONGEST_WAIT_MILLISECONDS), () => {
        if (now() >= instant) callback();
        else wait();
      });
    };
    wait();
    return () => cancel();
  };
  return {
    now,
    at,
    until(instant, signal) {
      const over = Promise.withResolvers<void>();
      const cancel = at(instant, over.resolve);
      return unlessAborted(over.promise, signal).finally(cancel);
    },
  };
}

/** The work's outcome, or the signal's reason when that comes first; the work itself goes on unheard. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  return Promise.race([work, aborted.promise]).finally(() => signal.removeEventListener('abort', abort));
}
