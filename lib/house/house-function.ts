import { type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  Architecture,
  type IFunction,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StageConfig } from '../config.ts';
import type { Variable } from './access.ts';
import { acknowledge } from './acknowledge.ts';
import { bundleOf } from './bundles.ts';
import { functionAlarms } from './function-alarms.ts';
import type { HouseAlarm } from './house-alarm.ts';
import { liveAlias, moveAlias } from './live-alias.ts';

/** One entry per variable of the handler's schema, so a variable that is missing here does not compile. */
export type EnvironmentOf<Schema extends z.ZodType> = { [Name in keyof z.input<Schema>]: Variable };

export interface HouseFunctionProps<Schema extends z.ZodType> {
  readonly stage: StageConfig;
  /** The handler's file below lambdas/, without `.handler.ts`: 'conversation/take-turn'. */
  readonly entry: string;
  /** What the function does, shown in the console. */
  readonly does: string;
  /** What it means for people when it fails or is slow, as half a sentence. */
  readonly impact: string;
  readonly environment: EnvironmentOf<Schema>;
  readonly timeout: Duration;
  /** @default 512, of which most is CPU share for the cold start */
  readonly memoryMb?: number;
  /**
   * Callers reach a `live` alias that moves to a new version step by step.
   * @default false: the newest code serves at once
   */
  readonly live?: boolean;
  /** @default the account's shared pool */
  readonly reservedConcurrency?: number;
}

/** A function as this house builds them: own role, own log group, traced, alarmed. Alarms link to its runbook section. */
export class HouseFunction<Schema extends z.ZodType> extends Construct implements IGrantable {
  readonly function: Lambda;
  /** What routes, mappings and schedules call: the live alias where there is one. */
  readonly target: IFunction;
  readonly alias?: Alias;
  readonly timeout: Duration;
  readonly logGroup: LogGroup;
  readonly alarms: HouseAlarm[];
  readonly grantPrincipal;

  constructor(scope: Construct, id: string, props: HouseFunctionProps<Schema>) {
    super(scope, id);
    const { stage, timeout } = props;
    this.timeout = timeout;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.role();
    this.grantPrincipal = role;
    this.function = new Lambda(this, 'Function', {
      description: props.does,
      code: bundleOf(this, props.entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout,
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      reservedConcurrentExecutions: props.reservedConcurrency,
      environment: this.environment(props.environment),
      role,
    });
    this.alias = props.live ? liveAlias(this, this.function) : undefined;
    this.target = this.alias ?? this.function;
    const runbook = props.entry.slice(props.entry.lastIndexOf('/') + 1);
    this.alarms = functionAlarms(this, this.target, { timeout, runbook, impact: props.impact });
    if (this.alias) moveAlias(this, this.alias, { canary: stage.canary, alarms: this.alarms });
  }

  /** Writes to its own log group only; the managed basic policy would allow every log group of the account. */
  private role(): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': 'X-Ray takes no resource: traces belong to the account.' });
    return role;
  }

  private environment(variables: Record<string, Variable | undefined>): Record<string, string> {
    const set = Object.entries(variables).filter((entry): entry is [string, Variable] => entry[1] !== undefined);
    return Object.fromEntries(
      set.map(([name, variable]) => {
        if (typeof variable === 'string') return [name, variable];
        variable.allow(this);
        return [name, variable.value];
      }),
    );
  }
}
