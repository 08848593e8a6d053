import { randomBytes, randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { CrashPoint, FunctionDefinition, InvokeResult } from './functions.ts';
import { forwardLines } from './log-lines.ts';
import type { EnvironmentMessage, EnvironmentSettings, FailureReport, InvokeMessage } from './protocol.ts';

/** Lambda's limit for a synchronous request and for its answer. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
const INIT_TIMEOUT_SECONDS = 10;

type Failed = Extract<InvokeResult, { ok: false }>;

/** One worker thread that can run one event at a time until it breaks or is stopped. */
export type ExecutionEnvironment = {
  /** Resolves with the init time, or with the reason why the code could not be loaded. */
  started: Promise<{ ok: true; initMilliseconds: number } | Failed>;
  /** True once it must not get another event. */
  isBroken(): boolean;
  invoke(event: unknown, crashAt?: CrashPoint): Promise<InvokeResult>;
  stop(): Promise<void>;
};

/** Starts an environment for a function; it begins loading the code at once. */
export function startExecutionEnvironment(
  definition: FunctionDefinition,
  onLog: (line: string) => void,
): ExecutionEnvironment {
  const worker = startWorker(definition);
  forwardLines(worker.stdout, onLog);
  forwardLines(worker.stderr, onLog);

  const init = Promise.withResolvers<{ ok: true; initMilliseconds: number } | Failed>();
  let brokenBy: Failed | undefined;
  let settle: ((result: InvokeResult) => void) | undefined;

  const breakWith = (result: Failed) => {
    if (brokenBy) return;
    brokenBy = result;
    void worker.terminate();
    init.resolve(result);
    settle?.(result);
  };
  const logged = (failure: FailureReport, kind: string): Failed => {
    onLog(JSON.stringify({ level: 'ERROR', message: kind, ...failure }));
    return { ok: false, errorType: failure.errorType, errorMessage: failure.errorMessage };
  };
  const initTimer = setTimeout(
    () => breakWith({ ok: false, errorType: 'Sandbox.Timedout', errorMessage: initTimedOut(definition) }),
    Math.max(INIT_TIMEOUT_SECONDS, definition.timeoutSeconds) * 1000,
  );
  void init.promise.then(() => clearTimeout(initTimer));

  worker.on('message', (message: EnvironmentMessage) => {
    if (message.kind === 'ready') init.resolve({ ok: true, initMilliseconds: message.initMilliseconds });
    else if (message.kind === 'answered') settle?.(parseAnswer(message.payload));
    else if (message.kind === 'failed') settle?.(logged(message.failure, 'Invoke Error'));
    else if (message.kind === 'init-failed') breakWith(logged(message.failure, 'Init Error'));
    else breakWith(logged(message.failure, 'Uncaught Exception'));
  });
  worker.on('error', (problem: Error & { code?: string }) => {
    const memory = problem.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const errorType = memory ? 'Runtime.OutOfMemory' : problem.name;
    const errorMessage = memory
      ? `Runtime exited: more than ${definition.memoryMb} MB of memory used`
      : problem.message;
    onLog(JSON.stringify({ level: 'ERROR', errorType, errorMessage }));
    breakWith({ ok: false, errorType, errorMessage });
  });
  worker.on('exit', (code) => {
    const errorMessage = `Runtime exited with error: exit status ${code}`;
    if (!brokenBy) onLog(JSON.stringify({ level: 'ERROR', errorType: 'Runtime.ExitError', errorMessage }));
    breakWith({ ok: false, errorType: 'Runtime.ExitError', errorMessage });
  });

  return {
    started: init.promise,
    isBroken: () => brokenBy !== undefined,
    async invoke(event, crashAt) {
      const body = JSON.stringify(event) ?? 'null';
      if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) return tooLarge('RequestTooLargeException', 'Request');
      const begun = await init.promise;
      if (!begun.ok) return begun;
      if (brokenBy) return brokenBy;
      const requestId = randomUUID();
      const deadline = Date.now() + definition.timeoutSeconds * 1000;
      const result = Promise.withResolvers<InvokeResult>();
      settle = result.resolve;
      const timer = setTimeout(() => {
        const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`;
        onLog(JSON.stringify({ level: 'ERROR', errorType: 'Sandbox.Timedout', errorMessage }));
        breakWith({ ok: false, errorType: 'Sandbox.Timedout', errorMessage });
      }, definition.timeoutSeconds * 1000);
      worker.postMessage({ requestId, event: body, deadline, crashAt } satisfies InvokeMessage);
      const settled = await result.promise;
      clearTimeout(timer);
      settle = undefined;
      return settled;
    },
    async stop() {
      breakWith({ ok: false, errorType: 'Runtime.Stopped', errorMessage: 'the environment was stopped' });
      await worker.terminate();
    },
  };
}

function startWorker(definition: FunctionDefinition): Worker {
  const workerData: EnvironmentSettings = {
    codeDirectory: definition.codeDirectory,
    handler: definition.handler,
    name: definition.name,
    memoryMb: definition.memoryMb,
    region: definition.environment.AWS_REGION ?? 'ap-southeast-1',
    logStreamName: `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`,
  };
  return new Worker(new URL('./environment-worker.ts', import.meta.url), {
    workerData,
    env: { ...definition.environment },
    // Without this a loader of the parent (tsx, jest) would be started again in every environment.
    execArgv: ['--enable-source-maps', '--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
  });
}

function parseAnswer(payload: string): InvokeResult {
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) return tooLarge('Function.ResponseSizeTooLarge', 'Response');
  return { ok: true, payload: JSON.parse(payload) };
}

function tooLarge(errorType: string, what: string): Failed {
  return { ok: false, errorType, errorMessage: `${what} payload exceeded the limit of ${MAX_PAYLOAD_BYTES} bytes` };
}

function initTimedOut(definition: FunctionDefinition): string {
  return `${definition.name}: loading the code took longer than ${INIT_TIMEOUT_SECONDS} seconds`;
}
