import type { Resources } from '../assembly/read-resources.ts';
import { type Stack, TemplateError } from '../assembly/template.ts';
import { createDataApi, type DataApi } from '../engines/data-api/data-api.ts';
import { ensureClusterDatabase } from '../engines/postgres/cluster-database.ts';
import type { Postgres } from '../engines/postgres/postgres.ts';
import type { SecretsEngine } from '../engines/secrets.ts';
import { resolveSecretReferences } from './secret-references.ts';

/** Whether any stack has a cluster, which is worth knowing before the templates can be read in full. */
export function hasDatabase(stacks: Stack[]): boolean {
  return stacks.some(({ template }) =>
    Object.values(template.Resources ?? {}).some(({ Type }) => Type === 'AWS::RDS::DBCluster'),
  );
}

/** The clusters of the template, with their users and databases, in one server and behind one Data API. */
export async function openDatabase(
  postgres: Postgres,
  { databaseClusters, databaseInstances, secretAttachments }: Resources,
  secrets: SecretsEngine,
): Promise<DataApi> {
  const users = new Set<string>();
  const databases = new Set<string>();
  for (const { id, identifier, databaseName, master } of databaseClusters) {
    const masterUser = resolveSecretReferences(master.username, secrets.currentValue);
    const masterPassword = resolveSecretReferences(master.password, secrets.currentValue);
    if (users.has(masterUser) || (databaseName !== undefined && databases.has(databaseName))) {
      throw new TemplateError(
        `cluster ${id} shares its master user or its database's name with another one; locally both are in one server`,
      );
    }
    users.add(masterUser);
    if (databaseName !== undefined) databases.add(databaseName);
    await ensureClusterDatabase(postgres, {
      masterUser,
      masterPassword,
      ...(databaseName !== undefined && { database: databaseName }),
    });
    const where = {
      engine: 'postgres',
      host: postgres.host,
      port: postgres.port,
      ...(databaseName !== undefined && { dbname: databaseName }),
      dbClusterIdentifier: identifier,
    };
    for (const { secretArn } of secretAttachments.filter(({ targetId }) => targetId === identifier)) {
      secrets.amend(secretArn, where);
    }
  }
  return createDataApi({
    postgres,
    readSecret: secrets.currentValue,
    clusters: databaseClusters.map(({ arn, identifier, httpEndpoint }) => ({
      arn,
      httpEndpoint,
      instanceName:
        databaseInstances.find(({ clusterIdentifier }) => clusterIdentifier === identifier)?.id ?? identifier,
    })),
  });
}
