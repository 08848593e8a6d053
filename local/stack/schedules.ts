import type { Resources } from '../assembly/read-resources.ts';
import type { StateMachines } from '../engines/state-machines/state-machines.ts';
import type { ScheduleClock } from '../event-sources/schedule-clock.ts';
import { type ScheduleDefinition, type Schedules, startSchedules } from '../event-sources/schedules.ts';
import type { InvokeResult } from '../functions/functions.ts';
import { functionAt } from './function-targets.ts';
import { checkSchedulePermissions } from './source-permissions.ts';
import type { SourceSurroundings } from './sources.ts';

/** Arms every schedule of the template, after checking that its role may start its function or state machine. */
export function startTemplateSchedules(
  { resources, roles, functions, stateMachines, onProblem }: SourceSurroundings & { stateMachines: StateMachines },
  clock?: ScheduleClock,
): Schedules {
  for (const schedule of [...resources.schedules, ...resources.rules]) checkSchedulePermissions(schedule, roles);
  const definitions = scheduleDefinitions(resources, (source, message) => onProblem({ source, message }));
  const invoke = (target: string, event: unknown) =>
    isMachine(target, resources) ? startExecution(stateMachines, target, event) : functions.invoke(target, event);
  return startSchedules(definitions, { invoke, onProblem, ...(clock && { clock }) });
}

function isMachine(arn: string, { stateMachines }: Resources): boolean {
  return stateMachines.some((machine) => machine.arn === arn);
}

async function startExecution({ handle }: StateMachines, arn: string, event: unknown): Promise<InvokeResult> {
  const { status, body } = handle('StartExecution', { stateMachineArn: arn, input: JSON.stringify(event) });
  if (status === 200) return { ok: true, payload: body };
  const { __type: errorType, message: errorMessage } = body as { __type: string; message: string };
  return { ok: false, errorType, errorMessage };
}

/** One definition per target that is a function or a state machine; other targets and rules that wait for events are told about. */
function scheduleDefinitions(
  resources: Resources,
  tell: (source: string, message: string) => void,
): ScheduleDefinition[] {
  return [...resources.schedules, ...resources.rules].flatMap((schedule) => {
    if (schedule.expression === '') {
      tell(schedule.id, 'rules that wait for events are not covered by the local runtime');
      return [];
    }
    return schedule.targets.flatMap((target, index) => {
      const functionId = isMachine(target.arn, resources) ? target.arn : functionAt(target.arn, resources);
      if (functionId === undefined) {
        tell(
          schedule.id,
          `the target ${target.arn} is no function or state machine and is not covered by the local runtime`,
        );
        return [];
      }
      return {
        id: index === 0 ? schedule.id : `${schedule.id}-${index + 1}`,
        arn: schedule.arn,
        service: schedule.source,
        expression: schedule.expression,
        timezone: schedule.timeZone,
        enabled: schedule.enabled,
        functionId,
        ...(target.input !== undefined && { input: target.input }),
      };
    });
  });
}
