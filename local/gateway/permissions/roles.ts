import type { Statement } from '../../assembly/kinds/role.ts';
import type { Resources } from '../../assembly/read-resources.ts';
import { compilePolicy, type Policy } from './policy.ts';

export type Role = { arn: string; name: string; may: Policy };

/** AWS's own policies that only let a function log and trace: neither is checked locally. */
const HARMLESS =
  /\/(service-role\/AWSLambda(BasicExecutionRole|SQSQueueExecutionRole|DynamoDBExecutionRole)|AWSXRayDaemonWriteAccess)$/;

/** The roles of functions, state machines and schedules, with their own statements, attached policies and managed ones, by ARN. */
export function rolesOf(resources: Resources, onProblem: (message: string) => void): Map<string, Role> {
  const used = new Set([
    ...resources.functions.map(({ roleArn }) => roleArn),
    ...resources.stateMachines.map(({ roleArn }) => roleArn),
    ...[...resources.schedules, ...resources.rules].flatMap(({ targets }) => targets.map(({ roleArn }) => roleArn)),
  ]);
  return new Map(
    resources.roles
      .filter(({ arn }) => used.has(arn))
      .map((role) => {
        const attached = resources.policies.filter(
          (policy) => policy.roleNames.includes(role.name) || role.managedPolicyArns.includes(policy.arn),
        );
        const statements: Statement[] = [...role.statements, ...attached.flatMap((policy) => policy.statements)];
        for (const arn of role.managedPolicyArns) {
          if (resources.policies.some((policy) => policy.arn === arn)) continue;
          const known = AWS_MANAGED.find(([name]) => arn.endsWith(name))?.[1];
          if (known) statements.push(...known);
          else if (!HARMLESS.test(arn))
            onProblem(`role ${role.name}: managed policy ${arn} is unknown and grants nothing`);
        }
        const may = compilePolicy(statements, (condition) =>
          onProblem(`role ${role.name}: a statement with the condition ${condition} is treated as not applying`),
        );
        return [role.arn, { arn: role.arn, name: role.name, may }];
      }),
  );
}

const AWS_MANAGED: [name: string, statements: Statement[]][] = [
  [
    '/service-role/AWSLambdaSQSQueueExecutionRole',
    [{ Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: '*' }],
  ],
  [
    '/service-role/AWSLambdaDynamoDBExecutionRole',
    [
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        Resource: '*',
      },
    ],
  ],
];
