import type { ResourceKind } from '../resource.ts';
import { bucket } from './bucket.ts';
import { databaseCluster } from './database-cluster.ts';
import { databaseInstance } from './database-instance.ts';
import { eventSourceMapping } from './event-source-mapping.ts';
import { lambdaFunction } from './function.ts';
import { functionAlias, functionVersion } from './function-version.ts';
import { apiStage, httpApi, integration, route } from './http-api.ts';
import { queue } from './queue.ts';
import { policy, role } from './role.ts';
import { rule, schedule } from './schedule.ts';
import { secret } from './secret.ts';
import { secretAttachment } from './secret-attachment.ts';
import { stateMachine, stateMachineAlias, stateMachineVersion } from './state-machine.ts';
import { table } from './table.ts';
import { subscription, topic } from './topic.ts';
import { trigger } from './trigger.ts';

/** Every kind of resource the local runtime brings up; add a line here to cover one more. */
export const KINDS = {
  tables: table,
  queues: queue,
  buckets: bucket,
  secrets: secret,
  secretAttachments: secretAttachment,
  databaseClusters: databaseCluster,
  databaseInstances: databaseInstance,
  functions: lambdaFunction,
  versions: functionVersion,
  aliases: functionAlias,
  eventSourceMappings: eventSourceMapping,
  schedules: schedule,
  rules: rule,
  httpApis: httpApi,
  routes: route,
  integrations: integration,
  apiStages: apiStage,
  roles: role,
  policies: policy,
  triggers: trigger,
  stateMachines: stateMachine,
  stateMachineVersions: stateMachineVersion,
  stateMachineAliases: stateMachineAlias,
  topics: topic,
  subscriptions: subscription,
} as const;

/** What each kind yields, one list per kind. */
export type Resources = { -readonly [K in keyof typeof KINDS]: ReturnType<(typeof KINDS)[K]['read']>[] };

export const kindsByType: ReadonlyMap<string, [keyof Resources, ResourceKind<unknown>]> = new Map(
  Object.entries(KINDS).flatMap(([name, kind]) =>
    kind.types.map((type) => [type, [name as keyof Resources, kind as ResourceKind<unknown>]] as const),
  ),
);

/** Types that change nothing on a laptop: observing, permissions between services, deploying, encrypting. */
export const WITHOUT_LOCAL_MEANING: readonly RegExp[] = [
  /^AWS::CDK::Metadata$/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::CodeDeploy::/,
  /^AWS::IAM::/,
  /^AWS::KMS::/,
  /^AWS::XRay::/,
  /^AWS::Budgets::/,
  /^AWS::ApplicationInsights::/,
  /^AWS::Lambda::Permission$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::SNS::TopicPolicy$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::Scheduler::ScheduleGroup$/,
  /^AWS::SecretsManager::(ResourcePolicy|RotationSchedule)$/,
  /^AWS::RDS::DB(SubnetGroup|ClusterParameterGroup|ParameterGroup)$/,
  /^AWS::EC2::(VPC|Subnet|RouteTable|SubnetRouteTableAssociation|Route|FlowLog)$/,
  /^AWS::EC2::(SecurityGroup(Ingress|Egress)?|NetworkAcl.*|VPCEndpoint|InternetGateway|VPCGatewayAttachment)$/,
  /^AWS::ApiGatewayV2::Deployment$/,
];
