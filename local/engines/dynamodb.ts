import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, LOOPBACK } from '../ports.ts';
import { callAwsJson } from './aws-json.ts';
import { startEngineChild } from './engine-child.ts';
import { keepStreamsFast } from './stream-upkeep.ts';

/** A DynamoDB that answers at `endpoint`. */
export type DynamoDbEngine = { endpoint: string; close(): Promise<void> };

export type DynamoDbOptions = {
  /** Kept across starts. @default in memory */
  databaseFile?: string;
  /** An engine somebody else runs, such as DynamoDB Local in Java. */
  endpoint?: string;
  onProblem(message: string): void;
};

/** No engine could be started; the message says what to do. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

const STARTS_WITHIN_MILLISECONDS = 5_000;

export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDbEngine> {
  if (options.endpoint !== undefined) return { endpoint: options.endpoint, close: async () => {} };
  const program = nativeBuild();
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const args = ['--host', LOOPBACK, '--port', String(port)];
    if (options.databaseFile) args.push('--db-path', options.databaseFile);
    const child = startEngineChild(program, args, () => {});
    let stopping = false;
    const close = () => {
      stopping = true;
      return child.stop();
    };
    const endpoint = `http://${LOOPBACK}:${port}`;
    const outcome = await Promise.race([child.exited, answers(endpoint, child.exited)]);
    if (outcome === 'ready') {
      if (options.databaseFile) keepStreamsFast(options.databaseFile);
      void child.exited.then(({ code, output }) => {
        if (!stopping) options.onProblem(`the DynamoDB engine ended by itself (exit code ${code}): ${output}`);
      });
      return { endpoint, close };
    }
    await close();
    const reason = outcome === 'silent' ? 'it did not answer in time' : outcome.output;
    // Another process may have taken the port between our look and the engine's start.
    if (/already in use/.test(reason) && attempt < 5) continue;
    throw new EngineUnavailable(`The DynamoDB engine (dynoxide) could not start: ${reason}`);
  }
}

async function answers(endpoint: string, exited: Promise<unknown>): Promise<'ready' | 'silent'> {
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  const giveUpAt = Date.now() + STARTS_WITHIN_MILLISECONDS;
  while (!gone && Date.now() < giveUpAt) {
    try {
      await callAwsJson(endpoint, 'DynamoDB_20120810.ListTables', {});
      return 'ready';
    } catch {
      await wait(10);
    }
  }
  return gone ? new Promise(() => {}) : 'silent';
}

function nativeBuild(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/dynoxide`);
  } catch {
    throw new EngineUnavailable(
      `There is no ${name} build of dynoxide, the DynamoDB engine of the local runtime. Run any DynamoDB-compatible ` +
        'engine (for example DynamoDB Local with Java 17) and set BMA_DYNAMODB_ENDPOINT=http://127.0.0.1:8000',
    );
  }
}
