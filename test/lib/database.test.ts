import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bmaApp } from '../../lib/stacks/bma-app.ts';
import { propertiesOf, synthesised, theOne } from './synthesised.ts';

const prod = synthesised('Prod');
const dev = synthesised('Dev');
const clusterOf = ({ data }: typeof prod) => theOne(data, 'AWS::RDS::DBCluster', 'Database');
const typesIn = ({ data }: typeof prod) =>
  new Set(Object.values(data.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type));

describe('the database', () => {
  it('is the PostgreSQL that AWS supports for long, and stays at the version it was tested with', () => {
    expect(clusterOf(prod)).toMatchObject({ Engine: 'aurora-postgresql', EngineVersion: '16.8' });
    expect(theOne(prod.data, 'AWS::RDS::DBInstance', 'Database')).toMatchObject({ AutoMinorVersionUpgrade: false });
  });

  it('is asked through the Data API, by IAM, and by nobody from outside', () => {
    expect(clusterOf(prod)).toMatchObject({ EnableHttpEndpoint: true, EnableIAMDatabaseAuthentication: true });
    expect(theOne(prod.data, 'AWS::RDS::DBInstance', 'Database')).toMatchObject({ PubliclyAccessible: false });
  });

  it('is encrypted and can go back two weeks in production', () => {
    expect(clusterOf(prod)).toMatchObject({
      StorageEncrypted: true,
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
    });
    expect(clusterOf(dev)).toMatchObject({
      StorageEncrypted: true,
      BackupRetentionPeriod: 1,
      DeletionProtection: false,
    });
  });

  it('never sleeps in production, and does elsewhere', () => {
    expect(clusterOf(prod).ServerlessV2ScalingConfiguration).toEqual({ MinCapacity: 0.5, MaxCapacity: 8 });
    expect(clusterOf(dev).ServerlessV2ScalingConfiguration).toMatchObject({
      MinCapacity: 0,
      SecondsUntilAutoPause: 600,
    });
  });

  it('outlives its stack in production only', () => {
    const policy = ({ data }: typeof prod) =>
      Object.values(data.findResources('AWS::RDS::DBCluster')).map(({ DeletionPolicy }) => DeletionPolicy);
    expect([policy(prod), policy(dev)]).toEqual([['Retain'], ['Delete']]);
  });
});

describe('its network', () => {
  it('leads nowhere: no gateway, no NAT, no address of its own, no endpoint', () => {
    const doors = [...typesIn(prod)].filter((type) => /Gateway|EIP|Endpoint|Peering|VPN/.test(type));
    expect(doors).toEqual([]);
    prod.data.resourceCountIs('AWS::EC2::Route', 0);
  });

  it('lets nobody in, not even from within', () => {
    prod.data.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    for (const [, group] of propertiesOf(prod.data, 'AWS::EC2::SecurityGroup')) {
      expect(group).not.toHaveProperty('SecurityGroupIngress');
      expect(group.SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
    }
  });

  it('spans two zones, as a cluster must', () => prod.data.resourceCountIs('AWS::EC2::Subnet', 2));

  it('needs no helper functions', () => {
    prod.data.resourceCountIs('AWS::Lambda::Function', 0);
    expect([...typesIn(prod)].filter((type) => type.startsWith('Custom::'))).toEqual([]);
  });
});

describe('its roles', () => {
  it.each(['Owner', 'App', 'Reader'])('%s has a generated secret of its own', (role) => {
    const secret = theOne(prod.data, 'AWS::SecretsManager::Secret', `Database${role}Secret`);
    const { SecretStringTemplate, PasswordLength } = secret.GenerateSecretString as Record<string, unknown>;
    expect(JSON.parse(String(SecretStringTemplate))).toEqual({ username: `bma_${role.toLowerCase()}` });
    expect(PasswordLength).toBe(30);
  });

  type Statement = { Action: string | string[]; Resource: unknown };
  const grantsOf = (idStart: string) =>
    (theOne(prod.schema, 'AWS::IAM::Policy', idStart).PolicyDocument as { Statement: Statement[] }).Statement.flatMap(
      ({ Action, Resource }) => {
        const on = [...JSON.stringify(Resource).matchAll(/Database(OwnerSecret|AppSecret|ReaderSecret|Cluster)\w{8}/g)];
        return on.flatMap(([, what]) => [Action].flat().map((action) => `${action} ${what}`));
      },
    );
  const asking = ['BeginTransaction', 'CommitTransaction', 'ExecuteStatement', 'RollbackTransaction'].map(
    (action) => `rds-data:${action} Cluster`,
  );

  it('owner belongs to the migration, which also reads what the others log in with', () => {
    expect(grantsOf('MigrationMigrateDatabaseRole').sort()).toEqual([
      ...asking,
      'secretsmanager:GetSecretValue AppSecret',
      'secretsmanager:GetSecretValue OwnerSecret',
      'secretsmanager:GetSecretValue ReaderSecret',
    ]);
  });

  it('app is all the upkeep has', () => {
    expect(grantsOf('UpkeepUpkeepPartitionsRole').sort()).toEqual([
      ...asking,
      'secretsmanager:GetSecretValue AppSecret',
    ]);
  });

  it('owner is given to nothing that serves', () => {
    expect(JSON.stringify(prod.service.toJSON())).not.toContain('DatabaseOwnerSecret');
  });
});

describe('the schema', () => {
  const [[triggerId = '', trigger] = []] = Object.entries(prod.schema.findResources('Custom::Trigger'));

  it('is migrated while it is deployed, whenever the function changes, once it has all its permissions', () => {
    expect(trigger?.Properties).toMatchObject({
      InvocationType: 'RequestResponse',
      Timeout: '600000',
      ExecuteOnHandlerChange: true,
      HandlerArn: { Ref: expect.stringMatching(/^MigrationMigrateDatabaseFunctionCurrentVersion/) },
    });
    expect(trigger?.DependsOn).toContainEqual(expect.stringMatching(/^MigrationMigrateDatabaseRoleDefaultPolicy/));
    expect(triggerId).toMatch(/^MigrationOnDeploy/);
  });

  it('comes between what is kept and what runs', () => {
    const order = (stack: typeof prod.stage.service | typeof prod.stage.schema) =>
      stack.dependencies.map(({ node }) => node.id).sort();
    expect(order(prod.stage.schema)).toEqual(['Data']);
    expect(order(prod.stage.service)).toEqual(['Data', 'Schema']);
  });

  it('is looked after once a day', () => {
    const schedule = theOne(prod.schema, 'AWS::Scheduler::Schedule', 'UpkeepEveryDay');
    expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 day)' });
  });

  it('travels with the function that applies it', () => {
    const { app } = bmaApp({ builtinCloudFormationValidation: false, context: { stages: 'Local' } });
    const assembly = app.synth().getNestedAssembly('assembly-Local');
    const schema = assembly.stacks.find(({ stackName }) => stackName === 'Local-Schema');
    const resources: Record<string, { Metadata?: Record<string, string> }> = schema?.template.Resources;
    const migrate = Object.values(resources).find(({ Metadata }) =>
      Metadata?.['aws:cdk:path']?.endsWith('/MigrateDatabase/Function/Resource'),
    );
    const folder = basename(migrate?.Metadata?.['aws:asset:path'] ?? '');
    const first = readFileSync(join(assembly.directory, '..', folder, 'migrations/0001_venues.sql'), 'utf8');
    expect(first).toContain('create table venues');
  });
});

describe('its alarms', () => {
  const alarms = propertiesOf(prod.schema, 'AWS::CloudWatch::Alarm');

  it.each([
    ['UpkeepCapacity', { MetricName: 'ACUUtilization', Threshold: 80 }],
    ['UpkeepAway', { MetricName: 'EngineUptime', TreatMissingData: 'breaching' }],
  ])('%s watches what it says', (id, properties) => {
    expect(theOne(prod.schema, 'AWS::CloudWatch::Alarm', id)).toMatchObject(properties);
  });

  it('know a row that belongs to no month', () => {
    const strays = theOne(prod.schema, 'AWS::CloudWatch::Alarm', 'UpkeepStrays');
    expect(strays).toMatchObject({ Threshold: 0, Metrics: [{ MetricStat: { Metric: { MetricName: 'StrayRows' } } }] });
  });

  it('reach a person', () => {
    for (const [, { AlarmActions, OKActions }] of alarms) {
      expect([AlarmActions, OKActions]).toEqual([[expect.anything()], [expect.anything()]]);
    }
  });

  it('do not take a sleeping database for a dead one', () => {
    const ids = propertiesOf(dev.schema, 'AWS::CloudWatch::Alarm').map(([id]) => id);
    expect(ids.filter((id) => id.startsWith('UpkeepAway'))).toEqual([]);
  });
});
