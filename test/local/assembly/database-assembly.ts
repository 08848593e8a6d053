import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseSecret,
} from 'aws-cdk-lib/aws-rds';

/** Sends the command it is told to with what its variables say, and answers the result or the refusal. */
const TALKS = `
const sdk = require(${JSON.stringify(createRequire(import.meta.url).resolve('@aws-sdk/client-rds-data'))});
const client = new sdk.RDSDataClient({ maxAttempts: 1 });
const { CLUSTER_ARN: resourceArn, SECRET_ARN: secretArn, DATABASE: database } = process.env;
exports.handler = async ({ command = 'ExecuteStatement', ...input }) => {
  const where = /Commit|Rollback/.test(command) ? {} : { database };
  try {
    return await client.send(new sdk[command + 'Command']({ resourceArn, secretArn, ...where, ...input }));
  } catch (problem) {
    return { refused: problem.name, message: problem.message, status: problem.$metadata?.httpStatusCode };
  }
};`;

/** What the CDK makes of an Aurora cluster with the Data API, users of it, and a function for each. */
export function aDatabaseAssembly(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'database-assembly-'));
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'Data');
  const isolated = { subnetType: SubnetType.PRIVATE_ISOLATED };
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'data', ...isolated }],
  });
  vpc.addFlowLog('Flow');
  const cluster = new DatabaseCluster(stack, 'Database', {
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
    writer: ClusterInstance.serverlessV2('writer'),
    enableDataApi: true,
    vpc,
    vpcSubnets: isolated,
    defaultDatabaseName: 'product',
    parameters: { 'rds.force_ssl': '1' },
  });
  const appUser = new DatabaseSecret(stack, 'AppUser', { username: 'app' }).attach(cluster);
  const talking = (name: string, secretArn = cluster.secret?.secretArn ?? '') =>
    new LambdaFunction(stack, name, {
      code: Code.fromInline(TALKS),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      environment: { CLUSTER_ARN: cluster.clusterArn, SECRET_ARN: secretArn, DATABASE: 'product' },
    });
  cluster.grantDataApiAccess(talking('Owner'));
  talking('Stranger');
  const onlyCluster = talking('OnlyCluster', appUser.secretArn);
  cluster.grantDataApiAccess(onlyCluster);
  const asApp = talking('AsApp', appUser.secretArn);
  cluster.grantDataApiAccess(asApp);
  appUser.grantRead(asApp);
  app.synth();
  return outdir;
}
