import { realTime, type Time } from '../../simulators/time.ts';
import type { Postgres } from '../postgres/postgres.ts';
import { connectTo } from './connections.ts';
import { badRequest, DataApiError, invalid, wordFailure } from './errors.ts';
import { createFaultDoor, type FaultDoor } from './faults.ts';
import { clusterWith, type DataApiCluster, type ReadSecret } from './logins.ts';
import { createOperations, type Request } from './operations.ts';

export type { DataApiFaults } from './faults.ts';
export type { DataApiCluster, ReadSecret } from './logins.ts';

/** `lost`: the work is done, and the caller never hears of it. */
export type DataApiAnswer = { status: number; headers: Record<string, string>; body: string } | 'lost';

/** The RDS Data API as Serverless v2 clusters have it, in front of a real PostgreSQL. */
export type DataApi = {
  /** @param operation as the API names it, such as `ExecuteStatement` */
  handle(operation: string, body: Buffer): Promise<DataApiAnswer>;
  faults: Pick<FaultDoor, 'set' | 'clear'>;
  /** Transactions begun and not ended. */
  openTransactions(): number;
  close(): Promise<void>;
};

export type DataApiOptions = {
  postgres: Pick<Postgres, 'host' | 'port' | 'owner'>;
  clusters: DataApiCluster[];
  readSecret: ReadSecret;
  /** @default the machine's clock */
  time?: Time;
};

const REQUEST_BYTES = 4 * 1024 * 1024;

export function createDataApi({ postgres, clusters, readSecret, time = realTime }: DataApiOptions): DataApi {
  const connections = connectTo(postgres);
  const operations = createOperations({ connections, readSecret, time });
  const door = createFaultDoor(time);

  async function answer(operation: string, body: Buffer): Promise<object> {
    const run = operations.run[operation];
    if (!run) throw new DataApiError('UnknownOperationException', 404, `${operation} isn't supported.`);
    if (body.length > REQUEST_BYTES) throw badRequest('The request exceeds the size limit 4 MB.');
    const request = parse(body);
    const cluster = clusterWith(clusters, request.resourceArn);
    await door.meet(cluster.instanceName);
    return run(request);
  }

  return {
    async handle(operation, body) {
      const answered = await answer(operation, body).then(
        (result) => json(200, {}, result),
        (problem) => refusal(wordFailure(problem)),
      );
      return door.losesAnswer() ? 'lost' : answered;
    },
    faults: door,
    openTransactions: operations.openTransactions,
    async close() {
      operations.close();
      await connections.close();
    },
  };
}

function parse(body: Buffer): Request {
  let request: Request;
  try {
    request = JSON.parse(body.toString());
  } catch {
    throw new DataApiError('SerializationException', 400, 'The request is not JSON.');
  }
  for (const name of ['resourceArn', 'secretArn'] as const) {
    if (typeof request[name] !== 'string') throw invalid(`${name} must not be null`);
  }
  if (request.schema !== undefined) throw invalid("The schema parameter isn't supported");
  return request;
}

function refusal({ type, status, message, details }: DataApiError): DataApiAnswer {
  return json(status, { 'x-amzn-errortype': type }, { ...(message !== '' && { message }), ...details });
}

function json(status: number, headers: Record<string, string>, body: object): DataApiAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
