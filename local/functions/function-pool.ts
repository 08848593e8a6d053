import { type ExecutionEnvironment, startExecutionEnvironment } from './execution-environment.ts';
import type { CrashPoint, FunctionDefinition, InvokeResult } from './functions.ts';

/** An event waits this long for a busy environment before another one is started: a start costs 100 ms of CPU. */
const GROW_AFTER_MILLISECONDS = 20;

export type PoolState = {
  environments: number;
  busy: number;
  waiting: number;
  coldStarts: number;
  lastInitMilliseconds?: number;
};

export type FunctionPool = {
  invoke(event: unknown): Promise<InvokeResult>;
  warm(): Promise<void>;
  state(): PoolState;
  reset(): Promise<void>;
  crashNext(at: CrashPoint): void;
  close(): Promise<void>;
};

export type PoolOptions = { maxEnvironments: number; idleMilliseconds: number; onLog(line: string): void };

type Waiting = { give(environment: ExecutionEnvironment | undefined): void };

/** The environments of one function: warm ones first, more when events would wait, fewer when it is quiet. */
export function createFunctionPool(definition: FunctionDefinition, options: PoolOptions): FunctionPool {
  const all = new Set<ExecutionEnvironment>();
  const idle: { environment: ExecutionEnvironment; since: number }[] = [];
  const waiting: Waiting[] = [];
  let starting = 0;
  let coldStarts = 0;
  let lastInitMilliseconds: number | undefined;
  let crashAt: CrashPoint | undefined;
  let closed = false;
  let growTimer: NodeJS.Timeout | undefined;

  const sweep = setInterval(stopIdle, Math.max(5, options.idleMilliseconds / 4));
  sweep.unref();

  function stopIdle() {
    const limit = Date.now() - options.idleMilliseconds;
    while (idle.length > 1 && (idle[0]?.since ?? limit) < limit) {
      const oldest = idle.shift();
      if (oldest) void drop(oldest.environment);
    }
  }

  async function drop(environment: ExecutionEnvironment) {
    all.delete(environment);
    await environment.stop();
  }

  /** A place is free for the first event in line, else it stays warm. */
  function release(environment: ExecutionEnvironment) {
    if (environment.isBroken() || !all.has(environment)) {
      all.delete(environment);
      grow();
      return;
    }
    const next = waiting.shift();
    if (next) next.give(environment);
    else idle.push({ environment, since: Date.now() });
  }

  function start(): ExecutionEnvironment {
    const environment = startExecutionEnvironment(definition, options.onLog);
    all.add(environment);
    coldStarts += 1;
    starting += 1;
    void environment.started.then((begun) => {
      starting -= 1;
      if (!begun.ok) return;
      lastInitMilliseconds = begun.initMilliseconds;
      options.onLog(`INIT_REPORT Init Duration: ${begun.initMilliseconds.toFixed(2)} ms`);
    });
    return environment;
  }

  /** Starts one more environment when events wait and none is on its way for them. */
  function grow() {
    if (closed || waiting.length <= starting || all.size >= options.maxEnvironments) return;
    const environment = start();
    void environment.started.then((begun) => {
      if (begun.ok) return release(environment);
      // The code cannot be loaded: the event that caused this start gets the reason instead of waiting for ever.
      const next = waiting.shift();
      if (next) next.give(environment);
      else all.delete(environment);
    });
  }

  function scheduleGrowth() {
    if (all.size === 0) return grow();
    growTimer ??= setTimeout(() => {
      growTimer = undefined;
      grow();
      if (waiting.length > 0 && all.size < options.maxEnvironments) scheduleGrowth();
    }, GROW_AFTER_MILLISECONDS);
  }

  function takeIdle(): ExecutionEnvironment | undefined {
    for (let warm = idle.pop(); warm; warm = idle.pop()) {
      if (!warm.environment.isBroken()) return warm.environment;
      all.delete(warm.environment);
    }
    return undefined;
  }

  async function acquire(): Promise<ExecutionEnvironment | undefined> {
    const warm = takeIdle();
    if (warm) return warm;
    const place = Promise.withResolvers<ExecutionEnvironment | undefined>();
    waiting.push({ give: place.resolve });
    scheduleGrowth();
    return place.promise;
  }

  const stopAll = async () => {
    idle.length = 0;
    await Promise.all([...all].map(drop));
  };

  return {
    async invoke(event) {
      const environment = closed ? undefined : await acquire();
      if (!environment)
        return { ok: false, errorType: 'Runtime.Stopped', errorMessage: `${definition.name} is stopped` };
      const crash = crashAt;
      crashAt = undefined;
      const result = await environment.invoke(event, crash);
      release(environment);
      return result;
    },
    async warm() {
      if (all.size > 0) return;
      const environment = start();
      await environment.started;
      release(environment);
    },
    state: () => ({
      environments: all.size,
      busy: all.size - idle.length,
      waiting: waiting.length,
      coldStarts,
      lastInitMilliseconds,
    }),
    reset: stopAll,
    crashNext(at) {
      crashAt = at;
    },
    async close() {
      closed = true;
      clearInterval(sweep);
      clearTimeout(growTimer);
      for (const place of waiting.splice(0)) place.give(undefined);
      await stopAll();
    },
  };
}
