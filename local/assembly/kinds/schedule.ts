import { arn } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { isObject, type JsonObject } from '../template.ts';

export type ScheduleSpec = {
  id: string;
  name: string;
  arn: string;
  source: 'scheduler' | 'rule';
  enabled: boolean;
  /** `rate(…)`, `cron(…)` or `at(…)`. */
  expression: string;
  timeZone: string;
  targets: { arn: string; roleArn?: string; input?: string }[];
};

export const schedule: ResourceKind<ScheduleSpec> = {
  types: ['AWS::Scheduler::Schedule'],
  identify(resource) {
    const name = physicalName(resource, 'Name');
    return { ref: name, attributes: { Arn: arn('scheduler', `schedule/default/${name}`) } };
  },
  read(resource) {
    const { text, object, optionalText } = reading(resource);
    return {
      id: resource.id,
      name: resource.identity.ref,
      arn: String(resource.identity.attributes.Arn),
      source: 'scheduler',
      enabled: optionalText('State') !== 'DISABLED',
      expression: text('ScheduleExpression'),
      timeZone: optionalText('ScheduleExpressionTimezone') ?? 'UTC',
      targets: [targetOf(object('Target'))],
    };
  },
};

export const rule: ResourceKind<ScheduleSpec> = {
  types: ['AWS::Events::Rule'],
  identify(resource) {
    const name = physicalName(resource, 'Name');
    return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
  },
  read(resource) {
    const { list, optionalText } = reading(resource);
    return {
      id: resource.id,
      name: resource.identity.ref,
      arn: String(resource.identity.attributes.Arn),
      source: 'rule',
      enabled: optionalText('State') !== 'DISABLED',
      expression: optionalText('ScheduleExpression') ?? '',
      timeZone: 'UTC',
      targets: list('Targets').filter(isObject).map(targetOf),
    };
  },
};

function targetOf(target: JsonObject): ScheduleSpec['targets'][number] {
  return {
    arn: String(target.Arn),
    ...(target.RoleArn !== undefined && { roleArn: String(target.RoleArn) }),
    ...(target.Input !== undefined && { input: String(target.Input) }),
  };
}
