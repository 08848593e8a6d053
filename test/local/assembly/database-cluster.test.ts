import { readAssembly } from '../../../local/assembly/read-assembly.ts';
import { readResources } from '../../../local/assembly/read-resources.ts';
import type { Stack, TemplateResource } from '../../../local/assembly/template.ts';
import { aDatabaseAssembly } from './database-assembly.ts';

const addresses = {
  queueUrl: () => 'http://q',
  apiUrl: () => 'http://a',
  database: { host: '127.0.0.1', port: 5555 },
};

describe('a cluster as the CDK writes it', () => {
  const { resources, uncovered } = readResources(readAssembly(aDatabaseAssembly()), addresses);
  const [cluster] = resources.databaseClusters;
  const [masterSecret] = resources.secrets;

  it('has its database, its Data API and a master user from a secret', () => {
    expect(cluster).toMatchObject({
      path: 'Data/Database',
      arn: `arn:aws:rds:ap-southeast-1:000000000000:cluster:${cluster?.identifier}`,
      databaseName: 'product',
      httpEndpoint: true,
      master: { password: `{{resolve:secretsmanager:${masterSecret?.arn}:SecretString:password::}}` },
    });
    expect(resources.databaseInstances).toMatchObject([{ clusterIdentifier: cluster?.identifier }]);
  });

  it('has secrets that are generated, each told where the database is', () => {
    expect(resources.secrets.map(({ generation }) => generation?.into?.template)).toEqual([
      '{"username":"postgres"}',
      '{"username":"app"}',
    ]);
    expect(resources.secretAttachments).toMatchObject(
      resources.secrets.map(({ arn }) => ({ secretArn: arn, targetId: cluster?.identifier })),
    );
  });

  it('is granted by the ARNs it has here', () => {
    const granted = resources.policies.flatMap(({ statements }) => statements);
    expect(granted).toContainEqual(expect.objectContaining({ Resource: cluster?.arn }));
    expect(granted).toContainEqual(expect.objectContaining({ Resource: masterSecret?.arn }));
  });

  it('leaves nothing of its network uncovered', () => {
    expect(uncovered.filter(({ locally }) => locally === 'not-covered')).toEqual([]);
  });
});

describe('a cluster', () => {
  const read = (Resources: Record<string, TemplateResource>) =>
    readResources([{ name: 'data', template: { Resources }, assetDirectories: new Map() } satisfies Stack], addresses);
  const aurora = { Engine: 'aurora-postgresql', MasterUsername: 'root' };

  it('may have RDS keep its password, in a secret of its own', () => {
    const Properties = { ...aurora, ManageMasterUserPassword: true };
    const [cluster] = read({ Db: { Type: 'AWS::RDS::DBCluster', Properties } }).resources.databaseClusters;
    expect(cluster?.managedSecret).toMatchObject({ generation: { into: { template: '{"username":"root"}' } } });
    expect(cluster?.master.password).toContain(cluster?.managedSecret?.arn);
  });

  it('answers for its address', () => {
    const Properties = { ...aurora, MasterUserPassword: 'x' };
    const value = (attribute: string) => ({ 'Fn::GetAtt': ['Db', attribute] });
    const { resources } = read({
      Db: { Type: 'AWS::RDS::DBCluster', Properties },
      Address: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { SecretString: { 'Fn::Join': [':', [value('Endpoint.Address'), value('Endpoint.Port')]] } },
      },
    });
    expect(resources.secrets[0]?.value).toBe('127.0.0.1:5555');
  });

  it.each([
    ['of another engine', 'AWS::RDS::DBCluster', { ...aurora, Engine: 'aurora-mysql' }, /only aurora-postgresql/],
    ['that is none, only an instance', 'AWS::RDS::DBInstance', { Engine: 'postgres' }, /of no cluster/],
  ])('%s is refused', (_, Type, Properties, message) => {
    expect(() => read({ Db: { Type, Properties } })).toThrow(message);
  });
});
