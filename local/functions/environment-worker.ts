/** Runs inside a worker thread: loads the bundle once, then answers one event after another. */
import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createLambdaContext } from './lambda-context.ts';
import type { EnvironmentMessage, EnvironmentSettings, FailureReport, InvokeMessage } from './protocol.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const port = parentPort as MessagePort;
const settings = workerData as EnvironmentSettings;
const tell = (message: EnvironmentMessage) => port.postMessage(message);

class RuntimeFault extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

function reportOf(problem: unknown, errorType?: string): FailureReport {
  if (!(problem instanceof Error)) {
    return { errorType: errorType ?? typeof problem, errorMessage: String(problem), trace: [] };
  }
  const trace = (problem.stack ?? String(problem)).split('\n');
  return { errorType: errorType ?? problem.name, errorMessage: problem.message, trace };
}

function loadHandler(): Handler {
  const dot = settings.handler.lastIndexOf('.');
  const file = settings.handler.slice(0, dot);
  const exportName = settings.handler.slice(dot + 1);
  const require = createRequire(join(settings.codeDirectory, 'index.js'));
  const path = require.resolve(join(settings.codeDirectory, file));
  const handler = require(path)[exportName];
  if (typeof handler !== 'function') {
    throw new RuntimeFault('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`);
  }
  if (handler.length > 2) {
    const message = 'callback-based function handlers are not supported from Node.js 24 on; use an async handler';
    throw new RuntimeFault('Runtime.CallbackHandlerDeprecated', message);
  }
  return handler;
}

async function answer(handler: Handler, message: InvokeMessage) {
  const { requestId } = message;
  if (message.crashAt === 'before-handler') process.exit(1);
  try {
    const result = await handler(JSON.parse(message.event), createLambdaContext(settings, message));
    if (message.crashAt === 'before-answer') process.exit(1);
    tell({ kind: 'answered', requestId, payload: serialise(result) });
  } catch (problem) {
    tell({ kind: 'failed', requestId, failure: reportOf(problem) });
  }
}

function serialise(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (problem) {
    throw new RuntimeFault('Runtime.MarshalError', `Unable to stringify the answer: ${(problem as Error).message}`);
  }
}

process.on('uncaughtException', (problem) => tell({ kind: 'broken', failure: reportOf(problem) }));
process.on('unhandledRejection', (reason) => {
  const failure = reportOf(reason, 'Runtime.UnhandledPromiseRejection');
  if (reason instanceof Error) failure.errorMessage = `${reason.name}: ${reason.message}`;
  tell({ kind: 'broken', failure });
});

enableCompileCache();
const startedAt = performance.now();
try {
  const handler = loadHandler();
  port.on('message', (message: InvokeMessage) => void answer(handler, message));
  tell({ kind: 'ready', initMilliseconds: performance.now() - startedAt });
} catch (problem) {
  const missing = (problem as { code?: string }).code === 'MODULE_NOT_FOUND';
  tell({ kind: 'init-failed', failure: reportOf(problem, missing ? 'Runtime.ImportModuleError' : undefined) });
}
