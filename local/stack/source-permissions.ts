import type { EventSourceMappingSpec } from '../assembly/kinds/event-source-mapping.ts';
import type { ScheduleSpec } from '../assembly/kinds/schedule.ts';
import type { Resources } from '../assembly/read-resources.ts';
import { TemplateError } from '../assembly/template.ts';
import type { Role } from '../gateway/permissions/roles.ts';
import { requiredFunctionAt } from './function-targets.ts';

const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STARTING = [
  [':lambda:', 'lambda:InvokeFunction'],
  [':states:', 'states:StartExecution'],
] as const;
const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];

/** AWS polls with the function's own role, and refuses the mapping when the role may not read the source. */
export function checkMappingPermissions(
  mapping: EventSourceMappingSpec,
  resources: Resources,
  roles: ReadonlyMap<string, Role>,
): void {
  const functionId = requiredFunctionAt(mapping.target, resources, `event source mapping ${mapping.id}`);
  const roleArn = resources.functions.find(({ id }) => id === functionId)?.roleArn ?? '';
  const actions = mapping.eventSourceArn.includes(':sqs:') ? QUEUE_ACTIONS : STREAM_ACTIONS;
  const missing = actions.filter(
    (action) => !roles.get(roleArn)?.may({ action, resource: mapping.eventSourceArn }).allowed,
  );
  if (mapping.onFailureArn?.includes(':sqs:')) {
    const need = { action: 'sqs:SendMessage', resource: mapping.onFailureArn };
    if (!roles.get(roleArn)?.may(need).allowed) missing.push(`sqs:SendMessage on ${mapping.onFailureArn}`);
  }
  if (missing.length === 0) return;
  throw new TemplateError(
    `Function ${functionId} cannot be fed from ${mapping.eventSourceArn}: its role ${roleArn} is not granted ` +
      `${missing.join(', ')}. AWS would refuse event source mapping ${mapping.id}`,
  );
}

/** Scheduler acts with the role of its target; an EventBridge rule needs none for a function. */
export function checkSchedulePermissions(schedule: ScheduleSpec, roles: ReadonlyMap<string, Role>): void {
  for (const { arn, roleArn } of schedule.targets) {
    const action = STARTING.find(([service]) => arn.includes(service))?.[1];
    if (action === undefined || (schedule.source === 'rule' && action === 'lambda:InvokeFunction')) continue;
    if (roles.get(roleArn ?? '')?.may({ action, resource: arn }).allowed) continue;
    throw new TemplateError(
      `Schedule ${schedule.name} cannot start ${arn}: its role ${roleArn} is not granted ${action}`,
    );
  }
}
