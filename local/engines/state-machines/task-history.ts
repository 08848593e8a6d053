import { REGION } from '../../assembly/place.ts';
import type { Json } from '../../assembly/template.ts';
import type { StateFailure } from './failure.ts';
import type { Integration } from './resource-of-task.ts';
import type { Limits } from './task-limits.ts';
import type { Walk } from './walk.ts';

/** The events of a task, named as AWS names them for functions and for other services. */
export function historyOf(walk: Walk, integration: Integration, parameters: Json, { timeout, heartbeat }: Limits) {
  const { service, operation, isFunctionArn, resource } = integration;
  const kind = isFunctionArn ? 'LambdaFunction' : 'Task';
  const what = isFunctionArn ? {} : { resourceType: service, resource: operation };
  const text = JSON.stringify(parameters);
  const limits = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  return {
    scheduled() {
      const details = isFunctionArn ? { resource, input: text } : { ...what, region: REGION, parameters: text };
      walk.record(`${kind}Scheduled`, { ...details, ...limits });
      walk.record(`${kind}Started`, what);
    },
    submitted: (result: Json) => walk.record('TaskSubmitted', { ...what, output: JSON.stringify(result) }),
    succeeded: (result: Json) => walk.record(`${kind}Succeeded`, { ...what, output: JSON.stringify(result) }),
    failed({ error, cause }: StateFailure) {
      const late = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
      walk.record(`${kind}${late ? 'TimedOut' : 'Failed'}`, { ...what, error, cause });
    },
  };
}
