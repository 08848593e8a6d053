/** The time schedules live by; a test moves its own. */
export type ScheduleClock = {
  now(): Date;
  /** Calls back once, after at least the given time; the answer cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
};

export const systemClock: ScheduleClock = {
  now: () => new Date(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
