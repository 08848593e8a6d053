import type { Resources, Uncovered } from '../assembly/read-resources.ts';
import type { DataApi } from '../engines/data-api/data-api.ts';
import type { Postgres } from '../engines/postgres/postgres.ts';
import type { QueueContents } from '../engines/queues-and-objects.ts';
import type { Notice } from '../engines/topics.ts';
import type { ScheduleClock } from '../event-sources/schedule-clock.ts';
import type { Schedules } from '../event-sources/schedules.ts';
import type { Functions, InvokeResult } from '../functions/functions.ts';
import type { GatewayOptions } from '../gateway/gateway.ts';
import type { AccessLogEntry } from '../http-api/http-api.ts';

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
  /** A PostgreSQL run by somebody else, as its superuser: `postgres://user:password@host:port`. */
  postgresUrl?: string;
  /** Environments a function may have at the same time. @default twice the cores, at least 4 */
  maxConcurrencyPerFunction?: number;
  /** False leaves queues, streams and schedules alone; `invoke` still works. @default true */
  eventSources?: boolean;
  /** The time that schedules and state machines live by. @default the system's clock */
  scheduleClock?: ScheduleClock;
  onLog?(log: { functionId: string; name: string; line: string }): void;
  onAccess?(entry: AccessLogEntry): void;
  onProblem?(message: string): void;
  /** Told about each message published to a topic. */
  onNotice?(notice: Notice): void;
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
  /** Fire a schedule by its id, or see when each is due; nothing is armed with `eventSources: false`. */
  schedules: Schedules | undefined;
  /** What a queue holds, without receiving it, by its id, name or a part of its CDK path: `Inbox`, `Inbox/DeadLetters`. */
  queue(nameOrPath: string): QueueContents;
  /** What was published to a topic since the start, by its id, name or a part of its CDK path. */
  topic(nameOrPath: string): { published(): Notice[] };
  /** Where the template has a database cluster: its Data API's faults, and the server itself as its superuser. */
  database: { faults: DataApi['faults']; server: Pick<Postgres, 'host' | 'port' | 'owner'> } | undefined;
  close(): Promise<void>;
};
