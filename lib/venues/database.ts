import { IpAddresses, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseSecret,
} from 'aws-cdk-lib/aws-rds';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access, allOf } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';

/** `owner` makes and changes tables, `app` reads and writes rows, `reader` reads. What each may do is in the migrations. */
export type DatabaseRole = 'owner' | 'app' | 'reader';

/**
 * The venue record and its history: Aurora PostgreSQL, asked through the RDS Data API. The network around it leads
 * nowhere; who may ask is decided by grants on the cluster and on the secret of a role.
 */
export class VenueDatabase extends Construct {
  readonly cluster: DatabaseCluster;
  readonly databaseName = 'bma';
  private readonly secrets: Record<DatabaseRole, DatabaseSecret>;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    const keep = stage.durableData === 'keep';
    const { engineVersion, minAcu, maxAcu, backupDays } = stage.database;
    this.secrets = {
      owner: this.secret('owner', keep),
      app: this.secret('app', keep),
      reader: this.secret('reader', keep),
    };
    const { vpc, securityGroup } = sealedNetwork(this);
    this.cluster = new DatabaseCluster(this, 'Cluster', {
      engine: DatabaseClusterEngine.auroraPostgres({
        version: AuroraPostgresEngineVersion.of(engineVersion, engineVersion.split('.')[0] ?? ''),
      }),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
      credentials: Credentials.fromSecret(this.secrets.owner),
      defaultDatabaseName: this.databaseName,
      // The version is a setting, so that no maintenance window moves production ahead of what was tested.
      writer: ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false, autoMinorVersionUpgrade: false }),
      serverlessV2MinCapacity: minAcu,
      serverlessV2MaxCapacity: maxAcu,
      serverlessV2AutoPauseDuration: minAcu === 0 ? Duration.minutes(10) : undefined,
      enableDataApi: true,
      storageEncrypted: true,
      iamAuthentication: true,
      backup: { retention: Duration.days(backupDays), preferredWindow: '18:00-19:00' },
      preferredMaintenanceWindow: 'sun:19:00-sun:20:00',
      copyTagsToSnapshot: true,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.acknowledgeFindings(keep);
  }

  /** May ask the database as this role; the value is the ARN of the role's secret. */
  as(role: DatabaseRole): Access {
    return allOf(
      this.readsPasswordOf(role),
      access(this.cluster.clusterArn, dataApiActions, [this.cluster.clusterArn]),
    );
  }

  /** May read what the role logs in with, but not ask the database with it. */
  readsPasswordOf(role: DatabaseRole): Access {
    const { secretArn } = this.secrets[role];
    return access(secretArn, ['secretsmanager:GetSecretValue'], [secretArn]);
  }

  /** The variables of a function that asks the database as this role, see lambdas/runtime/sql/database-variables.ts. */
  variablesAs(role: DatabaseRole) {
    return {
      DATABASE_CLUSTER_ARN: this.cluster.clusterArn,
      DATABASE_SECRET_ARN: this.as(role),
      DATABASE_NAME: this.databaseName,
    };
  }

  /** Read by scripts/: what is needed to ask the database as app or reader. */
  get outputs(): Record<string, string> {
    return {
      DatabaseClusterArn: this.cluster.clusterArn,
      DatabaseAppSecretArn: this.secrets.app.secretArn,
      DatabaseReaderSecretArn: this.secrets.reader.secretArn,
      DatabaseName: this.databaseName,
    };
  }

  private secret(role: DatabaseRole, keep: boolean): DatabaseSecret {
    const name = `${role[0]?.toUpperCase()}${role.slice(1)}Secret`;
    const secret = new DatabaseSecret(this, name, { username: `bma_${role}` });
    secret.applyRemovalPolicy(keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Good only together with a grant on the cluster, over the Data API: the network it would open is closed to all.',
    });
    return secret;
  }

  private acknowledgeFindings(keep: boolean) {
    if (keep) return;
    const reason = 'A stage that goes with its stack, so that it costs nothing when it is not there.';
    acknowledge(this.cluster, { 'AwsSolutions-RDS10': reason });
  }
}

/** Statements one by one and in transactions; batches travel as one JSON parameter, so their own action is not needed. */
const dataApiActions = ['ExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'RollbackTransaction'].map(
  (action) => `rds-data:${action}`,
);

/** What a cluster must sit in, without a way in or out: no gateway, no NAT, no rule that lets anybody connect. */
function sealedNetwork(scope: Construct) {
  const vpc = new Vpc(scope, 'Network', {
    ipAddresses: IpAddresses.cidr('10.77.0.0/24'),
    maxAzs: 2,
    natGateways: 0,
    createInternetGateway: false,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
  });
  acknowledge(vpc, {
    'AwsSolutions-VPC7':
      'There is no traffic to log: nothing leads in or out, and the Data API does not pass through it.',
  });
  const securityGroup = new SecurityGroup(scope, 'Closed', {
    vpc,
    description: 'Lets nobody in and nothing out: the Data API needs neither',
    allowAllOutbound: false,
  });
  return { vpc, securityGroup };
}
