/** Starts work later. A port, so that tests move time instead of waiting for it. */
export type Scheduler = { after(ms: number, task: () => void): () => void };

/** Where a simulator reads the time and how it waits. */
export type Time = { clock: () => Date; scheduler: Scheduler };

/** The machine's own clock. Its timers never keep the process alive. */
export const realTime: Time = {
  clock: () => new Date(),
  scheduler: {
    after(ms, task) {
      const timer = setTimeout(task, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  },
};

export type ManualTime = Time & {
  /** Moves the clock, running every task that falls due on the way, in order. */
  advance(ms: number): void;
  /** Resolves as soon as a task is waiting that falls due within `ms` from now. */
  untilWaiting(ms: number): Promise<void>;
};

/** A clock that only moves when told to. */
export function manualTime(start: Date | string): ManualTime {
  let now = new Date(start).getTime();
  let sequence = 0;
  let tasks: { due: number; order: number; task: () => void }[] = [];
  let watchers: { within: number; resolve: () => void }[] = [];

  const isWaiting = (within: number) => tasks.some(({ due }) => due <= now + within);
  const takeDue = (limit: number) => {
    const next = tasks.filter(({ due }) => due <= limit).sort((a, b) => a.due - b.due || a.order - b.order)[0];
    if (next) tasks = tasks.filter((task) => task !== next);
    return next;
  };

  return {
    clock: () => new Date(now),
    scheduler: {
      after(ms, task) {
        const entry = { due: now + Math.max(0, ms), order: sequence++, task };
        tasks.push(entry);
        watchers = watchers.filter(({ within, resolve }) => {
          if (!isWaiting(within)) return true;
          resolve();
          return false;
        });
        return () => {
          tasks = tasks.filter((other) => other !== entry);
        };
      },
    },
    advance(ms) {
      const end = now + ms;
      for (let next = takeDue(end); next; next = takeDue(end)) {
        now = Math.max(now, next.due);
        next.task();
      }
      now = end;
    },
    untilWaiting(within) {
      if (isWaiting(within)) return Promise.resolve();
      return new Promise((resolve) => watchers.push({ within, resolve }));
    },
  };
}

export type Waits = {
  /** True when the time has passed, false when everything was called off. */
  wait(ms: number): Promise<boolean>;
  callOff(): void;
};

/** Waits that a reset or a close can call off together, leaving no timer behind. */
export function createWaits(scheduler: Scheduler): Waits {
  const open = new Set<() => void>();
  return {
    wait(ms) {
      if (ms <= 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const cancel = scheduler.after(ms, () => {
          open.delete(callOff);
          resolve(true);
        });
        const callOff = () => {
          cancel();
          resolve(false);
        };
        open.add(callOff);
      });
    },
    callOff() {
      for (const callOff of open) callOff();
      open.clear();
    },
  };
}
