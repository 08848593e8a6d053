import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  type CfnStateMachine,
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  type IChainable,
  LogLevel,
  StateMachine,
  Succeed,
  type TaskStateBase,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { ArnFormat, Aws, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StageConfig } from '../config.ts';
import { acknowledge } from '../house/acknowledge.ts';
import type { HouseFunction } from '../house/house-function.ts';

type Step = HouseFunction<z.ZodType>;

export interface SyncMachineProps {
  readonly stage: StageConfig;
  readonly steps: { fetch: Step; check: Step; apply: Step; zones: Step; publish: Step; finish: Step };
}

/** Longer than every step with all its retries; the right to run is held longer still. */
export const LONGEST_RUN = Duration.minutes(100);

/**
 * fetch → check → (refused? publish) → apply → zones → publish → finish. Every step may run twice; a step that fails for
 * good leads to finish as well, which writes the report and lets the next run start. Only zones are not waited for:
 * without them the sheet's changes are published all the same.
 */
export class SyncMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { stage, steps }: SyncMachineProps) {
    super(scope, id);
    const finish = this.step('Finish', steps.finish, '$.finish');
    const failed = new Fail(this, 'RunFailed', {
      error: 'RunFailed',
      cause: 'The report of the run says why; docs/runbook.md#venue-sync says what to do.',
    });
    finish.addCatch(failed, { resultPath: '$.unfinished' });
    finish.next(
      new Choice(this, 'HowDidItEnd')
        .when(Condition.stringEquals('$.finish.outcome', 'failed'), failed)
        .otherwise(new Succeed(this, 'RunEnded')),
    );
    const leadingToFinish = (name: string, runs: Step, resultPath: string): TaskStateBase =>
      this.step(name, runs, resultPath).addCatch(finish, { resultPath: '$.failure' });

    const publish = leadingToFinish('Publish', steps.publish, '$.publish');
    publish.next(finish);
    // A walk takes long, and the next run makes up for it.
    const zones = this.step('Zones', steps.zones, '$.zones', { retries: 1 });
    zones.addCatch(publish, { resultPath: '$.zones' });
    zones.next(publish);
    const apply = leadingToFinish('Apply', steps.apply, '$.apply');
    apply.next(zones);
    const check = leadingToFinish('Check', steps.check, '$.check');
    check.next(
      new Choice(this, 'MayItBeApplied')
        .when(Condition.stringEquals('$.check.outcome', 'refused'), publish)
        .otherwise(apply),
    );
    const fetch = leadingToFinish('Fetch', steps.fetch, '$.fetch');
    fetch.next(check);
    this.machine = this.machineOf(fetch, stage, Object.values(steps));
    for (const step of Object.values(steps)) {
      acknowledge(step, {
        'Serverless-LambdaDLQ': 'Called by the state machine, which waits for the answer and leads every failure on.',
      });
    }
  }

  /** Every execution of this machine and of no other. */
  get executionArns(): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** The same as the rule check writes it. */
  get executionArnsInWords(): string {
    const { account, region } = Stack.of(this);
    const place = (token: string, name: string) => (Token.isUnresolved(token) ? `<AWS::${name}>` : token);
    const machine = Stack.of(this).getLogicalId(this.machine.node.defaultChild as CfnStateMachine);
    const where = `${place(region, 'Region')}:${place(account, 'AccountId')}`;
    return `arn:<AWS::Partition>:states:${where}:execution:<${machine}.Name>:*`;
  }

  private step(name: string, runs: Step, resultPath: string, { retries = 3 } = {}): LambdaInvoke {
    const task = new LambdaInvoke(this, name, {
      lambdaFunction: runs.target,
      payloadResponseOnly: true,
      resultPath,
      // A little longer than the function may take, so that its own time-out is the one that is seen.
      taskTimeout: Timeout.duration(runs.timeout.plus(Duration.seconds(10))),
      retryOnServiceExceptions: false,
    });
    task.addRetry({ errors: ['Final'], maxAttempts: 0 });
    task.addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(stepPauseSeconds),
      backoffRate: 2,
      maxAttempts: retries,
      maxDelay: Duration.minutes(2),
    });
    return task;
  }

  private machineOf(definition: IChainable, stage: StageConfig, steps: Step[]): StateMachine {
    const logs = new LogGroup(this, 'Logs', {
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: steps.map(({ target }) => target.functionArn),
      }),
    );
    // The construct would also allow every version of the functions, so what it adds is written out here instead.
    role.addToPolicy(new PolicyStatement({ actions: DELIVERS_LOGS_AND_TRACES, resources: ['*'] }));
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'Delivering logs and traces takes no resource: both belong to the account, and the service asks for exactly this.',
    });
    return new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(definition),
      comment: 'One run of the venue sheet sync',
      timeout: LONGEST_RUN,
      role: role.withoutPolicyUpdates(),
      tracingEnabled: true,
      // Without data: states carry who asked and what was found, the logs only how it went.
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
    });
  }
}

const stepPauseSeconds = 15;

const DELIVERS_LOGS_AND_TRACES = [
  ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'],
  ...['PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'],
]
  .map((action) => `logs:${action}`)
  .concat(
    ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map(
      (action) => `xray:${action}`,
    ),
  );
