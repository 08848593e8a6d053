import { arn } from '../place.ts';
import { physicalName, type Resource, type ResourceKind, reading, shortId, type Unresolved } from '../resource.ts';
import { TemplateError } from '../template.ts';
import { generationOf, type SecretSpec, secretArnOf } from './secret.ts';

/** An Aurora PostgreSQL cluster, or the one instance that serves as its writer: locally both are the same server. */
export type DatabaseClusterSpec = {
  id: string;
  path: string;
  identifier: string;
  arn: string;
  /** Made with the cluster; `postgres` is always there. */
  databaseName?: string;
  /** Texts that may be references to a secret, `{{resolve:secretsmanager:…}}`. */
  master: { username: string; password: string };
  /** The secret that RDS makes for the master user when asked to manage the password itself. */
  managedSecret?: SecretSpec;
  /** Whether the Data API may be used. */
  httpEndpoint: boolean;
};

export const databaseCluster: ResourceKind<DatabaseClusterSpec> = {
  types: ['AWS::RDS::DBCluster'],
  identify(resource, { database }) {
    const identifier = physicalName(resource, 'DBClusterIdentifier', { longest: 63, lowerCase: true });
    const host = database?.host ?? 'localhost';
    return {
      ref: identifier,
      attributes: {
        DBClusterArn: arn('rds', `cluster:${identifier}`),
        DBClusterResourceId: `cluster-${shortId(resource).toUpperCase()}`,
        'Endpoint.Address': host,
        'Endpoint.Port': String(database?.port ?? 5432),
        'ReadEndpoint.Address': host,
        'MasterUserSecret.SecretArn': secretArnOf(managedSecretName(resource)),
      },
    };
  },
  read(resource) {
    const { optionalText, flag } = reading(resource);
    const engine = optionalText('Engine');
    if (engine !== 'aurora-postgresql') {
      throw new TemplateError(`cluster ${resource.id} has the engine ${engine}; only aurora-postgresql is covered`);
    }
    const databaseName = optionalText('DatabaseName');
    return {
      id: resource.id,
      path: resource.path,
      identifier: resource.identity.ref,
      arn: String(resource.identity.attributes.DBClusterArn),
      httpEndpoint: flag('EnableHttpEndpoint'),
      ...(databaseName !== undefined && { databaseName }),
      ...masterOf(resource),
    };
  },
};

function masterOf(resource: Resource): Pick<DatabaseClusterSpec, 'master' | 'managedSecret'> {
  const { text, flag } = reading(resource);
  const username = text('MasterUsername');
  if (!flag('ManageMasterUserPassword')) return { master: { username, password: text('MasterUserPassword') } };
  const name = managedSecretName(resource);
  const secretArn = secretArnOf(name);
  const generation = generationOf({
    SecretStringTemplate: JSON.stringify({ username }),
    GenerateStringKey: 'password',
    ExcludeCharacters: '/@"\'\\',
  });
  return {
    master: { username, password: `{{resolve:secretsmanager:${secretArn}:SecretString:password::}}` },
    managedSecret: {
      id: `${resource.id}-master`,
      path: `${resource.path}/MasterUserSecret`,
      name,
      arn: secretArn,
      generation,
    },
  };
}

function managedSecretName(resource: Unresolved | Resource): string {
  return `rds!cluster-${shortId(resource as Unresolved)}`;
}
