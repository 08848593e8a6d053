import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGION } from './assembly/place.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { type Resources, readResources, type Uncovered } from './assembly/read-resources.ts';
import type { Stack } from './assembly/template.ts';
import { ADMIN_ACCESS_KEY } from './engines/aws-json.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { type QueueContents, startQueuesAndObjects } from './engines/queues-and-objects.ts';
import { startSecrets } from './engines/secrets.ts';
import { ensureTables } from './engines/tables.ts';
import { type Functions, type InvokeResult, startFunctions } from './functions/functions.ts';
import { type GatewayOptions, startGateway } from './gateway/gateway.ts';
import { rolesOf } from './gateway/permissions/roles.ts';
import type { AccessLogEntry } from './http-api/http-api.ts';
import { startHttpApi } from './http-api/http-api.ts';
import { freePort } from './ports.ts';
import { createClosing } from './stack/closing.ts';
import { functionDefinition, withDistinctNames } from './stack/function-definitions.ts';
import { httpApiDefinitions } from './stack/http-apis.ts';
import { type Sources, startSources } from './stack/sources.ts';

export type LocalStackOptions = Pick<GatewayOptions, 'fault' | 'onCall'> & {
  /** `cdk.out`. */
  assemblyDirectory: string;
  /** The CDK Stage to run. @default all stacks of the assembly */
  stage?: string;
  /** Where state is kept across starts. @default in memory, gone with the stack */
  stateDirectory?: string;
  /** @default any free port */
  apiPort?: number;
  /** @default any free port */
  gatewayPort?: number;
  /** First values of secrets by a part of their CDK path, such as `WhatsApp`. */
  secrets?: Record<string, unknown>;
  /** Replaces variables where a function has them, such as WHATSAPP_BASE_URL. */
  environment?: Record<string, string>;
  /** A DynamoDB run by somebody else. */
  dynamoDbEndpoint?: string;
  /** Environments a function may have at the same time. @default 10 */
  maxConcurrencyPerFunction?: number;
  /** False leaves queues, streams and schedules alone; `invoke` still works. @default true */
  eventSources?: boolean;
  onLog?(log: { functionId: string; name: string; line: string }): void;
  onAccess?(entry: AccessLogEntry): void;
  onProblem?(message: string): void;
  /** Told after each step of the start. */
  onStep?(step: string, milliseconds: number): void;
};

/** Connects any AWS SDK v3 client past the permission check: for scripts, simulators and tests. */
export type AdminClientConfig = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  forcePathStyle: true;
};

export type LocalStack = {
  apiUrl: string;
  gatewayUrl: string;
  /** Stack outputs by name; exports between stacks are left out. */
  outputs: Record<string, string>;
  resources: Resources;
  uncovered: Uncovered[];
  admin: AdminClientConfig;
  /** Runs a function by its id, readable name or function name. */
  invoke(nameOrId: string, event: unknown): Promise<InvokeResult>;
  /** Environments of the functions: crash or reset them in tests. */
  functions: Functions;
  /** What a queue holds, by its id, name or a part of its CDK path, without receiving it. */
  queue(nameOrId: string): QueueContents;
  close(): Promise<void>;
};

/** Brings up everything a synthesised template describes, on this machine only. Nothing is left when it throws. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const onProblem = options.onProblem ?? (() => {});
  const closing = createClosing(onProblem);
  try {
    return await start(options, onProblem, closing);
  } catch (problem) {
    await closing.close();
    throw problem;
  }
}

async function start(
  options: LocalStackOptions,
  onProblem: (message: string) => void,
  closing: ReturnType<typeof createClosing>,
): Promise<LocalStack> {
  const step = stopwatch(options.onStep);
  const directory = options.stateDirectory ?? temporaryDirectory(closing);
  const keepIn = options.stateDirectory;
  const stacks = readAssembly(options.assemblyDirectory, options.stage);
  const apiPorts = await portsFor(stacks, options.apiPort);
  step('assembly read');

  let sources: Sources | undefined;
  const [dynamodb, queuesAndObjects, gateway] = await together([
    startDynamoDb({
      onProblem,
      ...(options.dynamoDbEndpoint !== undefined && { endpoint: options.dynamoDbEndpoint }),
      ...(keepIn !== undefined && { databaseFile: join(keepIn, 'dynamodb.db') }),
    }).then(closing.add),
    startQueuesAndObjects(keepIn).then(closing.add),
    startGateway({
      onProblem,
      ...(options.gatewayPort !== undefined && { port: options.gatewayPort }),
      ...(options.fault && { fault: options.fault }),
      onCall(call) {
        if (WRITES.has(call.operation)) sources?.tableWritten(call.resource.split('/')[1] ?? '');
        options.onCall?.(call);
      },
    }).then(closing.add),
  ]);
  step('engines started');

  const { resources, outputs, uncovered } = readResources(stacks, {
    queueUrl: gateway.queueUrl,
    apiUrl: (apiId) => `http://127.0.0.1:${apiPorts(apiId)}`,
  });
  resources.functions = withDistinctNames(resources.functions);
  const streams = await ensureTables(dynamodb.endpoint, resources.tables);
  queuesAndObjects.ensureQueues(resources.queues, gateway.queueUrl);
  queuesAndObjects.ensureBuckets(resources.buckets);
  const secrets = startSecrets({
    secrets: resources.secrets,
    seeds: options.secrets ?? {},
    ...(keepIn !== undefined && { file: join(keepIn, 'secrets.json') }),
  });
  const roles = rolesOf(resources, onProblem);
  gateway.open({
    dynamodb: dynamodb.endpoint,
    queuesAndObjects: queuesAndObjects.endpoint,
    secrets,
    secretSpecs: resources.secrets,
    streams: new Map(resources.tables.map(({ name, streamArn }) => [streams.get(name) ?? '', streamArn])),
    roles: new Map(
      resources.functions.flatMap(({ id, roleArn }) => {
        const role = roles.get(roleArn);
        return role ? [[id, role]] : [];
      }),
    ),
  });
  step('resources created');

  const names = new Map(resources.functions.map(({ id, name }) => [id, name]));
  const functions = closing.add(
    startFunctions(
      resources.functions.map((spec) =>
        functionDefinition(spec, {
          gatewayUrl: gateway.url,
          environment: options.environment ?? {},
          inlineCodeDirectory: join(directory, 'inline-code'),
        }),
      ),
      {
        onLog: (functionId, line) => options.onLog?.({ functionId, name: names.get(functionId) ?? functionId, line }),
        ...(options.maxConcurrencyPerFunction && { maxConcurrencyPerFunction: options.maxConcurrencyPerFunction }),
      },
    ),
  );
  const tell = ({ source, message }: { source: string; message: string }) =>
    onProblem(`${names.get(source) ?? source}: ${message}`);
  const apis = await together(
    httpApiDefinitions(resources).map((definition) =>
      startHttpApi(definition, {
        port: apiPorts(definition.apiId),
        invoke: functions.invoke,
        onProblem: tell,
        ...(options.onAccess && { onAccess: options.onAccess }),
      }).then(closing.add),
    ),
  );
  step('functions and API ready');

  if (options.eventSources !== false) {
    const endpoints = { dynamodb: dynamodb.endpoint, queues: queuesAndObjects.endpoint };
    sources = closing.add(
      startSources({
        resources,
        roles,
        functions,
        streams,
        endpoints,
        directory: keepIn,
        queueUrl: gateway.queueUrl,
        onProblem: tell,
      }),
    );
    step('event sources started');
  }

  return {
    apiUrl: apis[0]?.url ?? '',
    gatewayUrl: gateway.url,
    outputs: Object.fromEntries(
      outputs.filter(({ name }) => !name.startsWith('Export')).map(({ name, value }) => [name, value]),
    ),
    resources,
    uncovered,
    admin: {
      endpoint: gateway.url,
      region: REGION,
      credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: 'local' },
      forcePathStyle: true,
    },
    invoke: (nameOrId, event) => {
      const found = resources.functions.find(({ id, name, functionName }) =>
        [id, name, functionName].includes(nameOrId),
      );
      return functions.invoke(found?.id ?? nameOrId, event);
    },
    functions,
    queue(nameOrId) {
      const exact = resources.queues.find(({ id, name }) => id === nameOrId || name === nameOrId);
      const found = exact ?? resources.queues.find(({ path }) => path.split('/').includes(nameOrId));
      const contents = found && queuesAndObjects.contents(found.name);
      if (!contents)
        throw new Error(`No queue "${nameOrId}"; there are ${resources.queues.map(({ id }) => id).join(', ')}`);
      return contents;
    },
    close: closing.close,
  };
}

/** Operations after which a table's stream has something new. */
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

/** Waits for all, so that what did start is known to be closed when another fails. */
async function together<T extends unknown[]>(starts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const results = await Promise.allSettled(starts);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as T;
}

/** A port for each HTTP API, known before the API runs because outputs and variables mention it. */
async function portsFor(stacks: Stack[], first: number | undefined): Promise<(apiId: string) => number> {
  const count = stacks
    .flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Api').length;
  const ports: number[] = first ? [first] : [];
  while (ports.length < count) ports.push(await freePort());
  const given = new Map<string, number>();
  return (apiId) => {
    const port = given.get(apiId) ?? ports[given.size] ?? 0;
    given.set(apiId, port);
    return port;
  };
}

function temporaryDirectory(closing: ReturnType<typeof createClosing>): string {
  const directory = mkdtempSync(join(tmpdir(), 'local-stack-'));
  closing.add({ close: () => rmSync(directory, { recursive: true, force: true }) });
  return directory;
}

function stopwatch(onStep: LocalStackOptions['onStep']): (step: string) => void {
  let since = performance.now();
  return (step) => {
    const now = performance.now();
    onStep?.(step, now - since);
    since = now;
  };
}
