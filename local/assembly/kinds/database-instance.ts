import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { TemplateError } from '../template.ts';

/** An instance of a cluster: the local server is writer and readers in one. */
export type DatabaseInstanceSpec = { id: string; clusterIdentifier: string };

export const databaseInstance: ResourceKind<DatabaseInstanceSpec> = {
  types: ['AWS::RDS::DBInstance'],
  identify(resource, { database }) {
    const identifier = physicalName(resource, 'DBInstanceIdentifier', { longest: 63, lowerCase: true });
    return {
      ref: identifier,
      attributes: {
        'Endpoint.Address': database?.host ?? 'localhost',
        'Endpoint.Port': String(database?.port ?? 5432),
        DbiResourceId: identifier,
      },
    };
  },
  read(resource) {
    const clusterIdentifier = reading(resource).optionalText('DBClusterIdentifier');
    if (clusterIdentifier !== undefined) return { id: resource.id, clusterIdentifier };
    throw new TemplateError(
      `database instance ${resource.id} is of no cluster, which the local runtime does not cover`,
    );
  },
};
