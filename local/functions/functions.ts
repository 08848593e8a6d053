import { createFunctionPool, type FunctionPool, type PoolState } from './function-pool.ts';

/** One deployed function with every reference already resolved. */
export type FunctionDefinition = {
  /** Logical id in the template. */
  id: string;
  /** Readable name, used in logs and in the context object. */
  name: string;
  codeDirectory: string;
  /** `index.handler`: file and export. */
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  /** Everything the function can see in process.env. */
  environment: Record<string, string>;
};

export type InvokeResult = { ok: true; payload: unknown } | { ok: false; errorType: string; errorMessage: string };

/** Where a test makes an environment die: before the handler sees the event, or after it finished but before the answer. */
export type CrashPoint = 'before-handler' | 'before-answer';

export type FunctionsOptions = {
  onLog(functionId: string, line: string): void;
  /** @default 10 */
  maxConcurrencyPerFunction?: number;
  /** Idle environments beyond one per function are stopped after this time. @default 30 000 */
  idleMilliseconds?: number;
};

export type Functions = {
  /** Runs one event; never rejects: whatever goes wrong is a result with an error type. */
  invoke(id: string, event: unknown): Promise<InvokeResult>;
  /** Starts one environment ahead of the first event. */
  warm(id: string): Promise<void>;
  /** Environments, cold starts and init time of a function. */
  state(id: string): PoolState;
  /** Drops every environment of a function: its next event is a cold start. */
  reset(id: string): Promise<void>;
  /** The next event given to this function kills its environment. */
  crashNext(id: string, at?: CrashPoint): void;
  close(): Promise<void>;
};

/**
 * Runs functions the way Lambda does: each environment is a worker thread with only its own variables, handles one
 * event at a time and is reused while warm.
 */
export function startFunctions(definitions: FunctionDefinition[], options: FunctionsOptions): Functions {
  const pools = new Map<string, FunctionPool>();
  for (const definition of definitions) {
    pools.set(
      definition.id,
      createFunctionPool(definition, {
        maxEnvironments: options.maxConcurrencyPerFunction ?? 10,
        idleMilliseconds: options.idleMilliseconds ?? 10 * 60_000,
        onLog: (line) => options.onLog(definition.id, line),
      }),
    );
  }
  const poolOf = (id: string) => {
    const pool = pools.get(id);
    if (!pool) throw new Error(`No function "${id}"; known: ${[...pools.keys()].join(', ')}`);
    return pool;
  };
  return {
    async invoke(id, event) {
      const pool = pools.get(id);
      if (!pool)
        return { ok: false, errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${id}` };
      return pool.invoke(event);
    },
    warm: (id) => poolOf(id).warm(),
    state: (id) => poolOf(id).state(),
    reset: (id) => poolOf(id).reset(),
    crashNext: (id, at = 'before-handler') => poolOf(id).crashNext(at),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
