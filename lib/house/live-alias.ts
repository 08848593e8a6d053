import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseAlarm } from './house-alarm.ts';

/** The name callers use while versions change behind it. */
export function liveAlias(scope: Construct, lambda: Lambda): Alias {
  return new Alias(scope, 'Live', { aliasName: 'live', version: lambda.currentVersion });
}

/**
 * How the alias moves to a new version: a tenth of the traffic first, back at once when an alarm of the function fires.
 * CodeDeploy refuses to start while one does, so a stage without canaries looks at none: that is how a fix goes out.
 */
export function moveAlias(scope: Construct, alias: Alias, how: { canary: boolean; alarms: HouseAlarm[] }) {
  const group = new LambdaDeploymentGroup(scope, 'Deployment', {
    application: deployments(scope),
    alias,
    alarms: how.alarms,
    ignoreAlarmConfiguration: !how.canary,
    deploymentConfig: how.canary
      ? LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
      : LambdaDeploymentConfig.ALL_AT_ONCE,
  });
  acknowledge(group, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
      'The policy AWS keeps for CodeDeploy on Lambda; an own copy would miss what CodeDeploy needs next year.',
  });
}

function deployments(scope: Construct): LambdaApplication {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild('Deployments');
  return existing instanceof LambdaApplication ? existing : new LambdaApplication(stack, 'Deployments');
}
