import { join } from 'node:path';
import { readAssembly } from '../assembly/read-assembly.ts';
import { type AssemblyContents, readResources } from '../assembly/read-resources.ts';
import type { DataApi } from '../engines/data-api/data-api.ts';
import { type DynamoDbEngine, startDynamoDb } from '../engines/dynamodb.ts';
import { type Postgres, startPostgres } from '../engines/postgres/postgres.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../engines/queues-and-objects.ts';
import { startSecrets } from '../engines/secrets.ts';
import { readMachines } from '../engines/state-machines/read-machines.ts';
import { type StateMachines, startStateMachines } from '../engines/state-machines/state-machines.ts';
import { type EngineStreams, ensureTables } from '../engines/tables.ts';
import { startTopics, type Topics } from '../engines/topics.ts';
import { type CallOutcome, type Gateway, startGateway } from '../gateway/gateway.ts';
import { type Role, rolesOf } from '../gateway/permissions/roles.ts';
import { LOOPBACK } from '../ports.ts';
import { portsFor } from './api-ports.ts';
import { type Closing, together } from './closing.ts';
import { hasDatabase, openDatabase } from './database.ts';
import { withDistinctNames } from './function-definitions.ts';
import { functionAt } from './function-targets.ts';
import type { LocalStackOptions } from './local-stack.ts';
import { productFunctions } from './triggers.ts';

/** What one start hands from step to step. */
export type StackStart = {
  options: LocalStackOptions;
  closing: Closing;
  onProblem(message: string): void;
  step(name: string): void;
};

/** Engines behind the gateway, holding every table, queue, bucket and secret of the template. */
export type Services = AssemblyContents & {
  gateway: Gateway;
  queuesAndObjects: QueuesAndObjects;
  dynamodb: DynamoDbEngine;
  /** Where the template has a database cluster. */
  database?: { postgres: Postgres; dataApi: DataApi };
  streams: EngineStreams;
  roles: ReadonlyMap<string, Role>;
  stateMachines: StateMachines;
  topics: Topics;
  apiPort(apiId: string): number;
  /** Set by whoever wants to know which table was just written. */
  onTableWritten: { notify(tableName: string): void };
};

/** Operations after which a table's stream has something new. */
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

export async function startServices({ options, closing, onProblem, step }: StackStart): Promise<Services> {
  const keepIn = options.stateDirectory;
  const stacks = readAssembly(options.assemblyDirectory, options.stage);
  const apiPort = await portsFor(stacks, options.apiPort);
  step('assembly read');

  const onTableWritten = { notify: (_tableName: string) => {} };
  const onCall = (call: CallOutcome) => {
    if (WRITES.has(call.operation)) onTableWritten.notify(call.resource.split('/')[1] ?? '');
    options.onCall?.(call);
  };
  const [dynamodb, queuesAndObjects, gateway, postgres] = await together([
    startDynamoDb({
      onProblem,
      ...(options.dynamoDbEndpoint !== undefined && { endpoint: options.dynamoDbEndpoint }),
      ...(keepIn !== undefined && { databaseFile: join(keepIn, 'dynamodb.db') }),
    }).then(closing.add),
    startQueuesAndObjects(keepIn).then(closing.add),
    startGateway({
      onProblem,
      onCall,
      ...(options.gatewayPort !== undefined && { port: options.gatewayPort }),
      ...(options.fault && { fault: options.fault }),
    }).then(closing.add),
    hasDatabase(stacks)
      ? startPostgres({
          onProblem,
          ...(options.postgresUrl !== undefined && { url: options.postgresUrl }),
          ...(keepIn !== undefined && { directory: join(keepIn, 'postgres') }),
        }).then(closing.add)
      : Promise.resolve(undefined),
  ]);
  step('engines started');

  const apiUrl = (apiId: string) => `http://${LOOPBACK}:${apiPort(apiId)}`;
  const contents = readResources(stacks, {
    queueUrl: gateway.queueUrl,
    apiUrl,
    ...(postgres && { database: postgres }),
  });
  const resources = { ...contents.resources, functions: withDistinctNames(productFunctions(contents.resources)) };
  const streams = await ensureTables(dynamodb.endpoint, resources.tables);
  queuesAndObjects.ensureQueues(resources.queues, gateway.queueUrl);
  queuesAndObjects.ensureBuckets(resources.buckets);
  const secretSpecs = [
    ...resources.secrets,
    ...resources.databaseClusters.flatMap(({ managedSecret }) => managedSecret ?? []),
  ];
  const secrets = startSecrets({
    secrets: secretSpecs,
    seeds: options.secrets ?? {},
    ...(keepIn !== undefined && { file: join(keepIn, 'secrets.json') }),
  });
  const dataApi = postgres && closing.add(await openDatabase(postgres, resources, secrets));
  const stateMachines = closing.add(
    startStateMachines({
      machines: readMachines(resources.stateMachines, (arn) => functionAt(arn, resources) !== undefined),
      pointers: new Map(
        [...resources.stateMachineVersions, ...resources.stateMachineAliases].map(({ arn, machineArn }) => [
          arn,
          machineArn,
        ]),
      ),
      ...(options.scheduleClock && { clock: options.scheduleClock }),
      ...(keepIn !== undefined && { file: join(keepIn, 'executions.db') }),
    }),
  );
  const topics = await startTopics(resources.topics, {
    endpoint: queuesAndObjects.endpoint,
    ...(options.onNotice && { onNotice: options.onNotice }),
  });
  for (const { id, protocol } of resources.subscriptions.filter(({ protocol }) => !/^(email|sms)/.test(protocol))) {
    onProblem(`subscription ${id}: delivering to ${protocol} is not covered by the local runtime`);
  }
  const roles = rolesOf(resources, onProblem);
  gateway.open({
    dynamodb: dynamodb.endpoint,
    queuesAndObjects,
    secrets,
    secretSpecs,
    ...(dataApi && { dataApi }),
    stateMachines,
    topics,
    streams: new Map(resources.tables.map(({ name, streamArn }) => [streams.get(name) ?? '', streamArn])),
    roles: new Map(
      [...resources.functions, ...resources.stateMachines].flatMap(({ id, roleArn }) => {
        const role = roles.get(roleArn);
        return role ? [[id, role]] : [];
      }),
    ),
  });
  step('resources created');

  return {
    ...contents,
    resources,
    gateway,
    queuesAndObjects,
    dynamodb,
    ...(postgres && dataApi && { database: { postgres, dataApi } }),
    streams,
    roles,
    stateMachines,
    topics,
    apiPort,
    onTableWritten,
  };
}
