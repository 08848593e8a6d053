import type { Login } from './connections.ts';
import { DataApiError } from './errors.ts';

/** A cluster that may be asked. */
export type DataApiCluster = {
  arn: string;
  /** Of the writer, as messages name it. */
  instanceName: string;
  httpEndpoint: boolean;
};

/** The value of a secret by its ARN or name, undefined where there is none. */
export type ReadSecret = (secretArn: string) => string | undefined;

export function clusterWith(clusters: DataApiCluster[], arn: string): DataApiCluster {
  const cluster = clusters.find((candidate) => candidate.arn === arn);
  if (cluster?.httpEndpoint) return cluster;
  throw new DataApiError('HttpEndpointNotEnabledException', 400, `HttpEndpoint is not enabled for resource ${arn}`);
}

/** Whom the secret signs in, to the database named, or as PostgreSQL does without one: the user's own. */
export function loginFrom(readSecret: ReadSecret, secretArn: string, database: string | undefined): Login {
  const text = readSecret(secretArn);
  if (text === undefined) {
    throw new DataApiError('SecretsErrorException', 400, `The secret ${secretArn} wasn't found.`);
  }
  const { username, password } = parsed(text);
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw new DataApiError('InvalidSecretException', 400, `The secret ${secretArn} has no username and password.`);
  }
  return { user: username, password, database: database ?? username };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
