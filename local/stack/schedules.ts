import type { Resources } from '../assembly/read-resources.ts';
import type { ScheduleClock } from '../event-sources/schedule-clock.ts';
import { type ScheduleDefinition, type Schedules, startSchedules } from '../event-sources/schedules.ts';
import { functionAt } from './function-targets.ts';
import { checkSchedulePermissions } from './source-permissions.ts';
import type { SourceSurroundings } from './sources.ts';

/** Arms every schedule of the template, after checking that its role may start its function. */
export function startTemplateSchedules(
  { resources, roles, functions, onProblem }: SourceSurroundings,
  clock?: ScheduleClock,
): Schedules {
  for (const schedule of resources.schedules) checkSchedulePermissions(schedule, roles);
  const definitions = scheduleDefinitions(resources, (source, message) => onProblem({ source, message }));
  return startSchedules(definitions, { invoke: functions.invoke, onProblem, ...(clock && { clock }) });
}

/** One definition per target that is a function; other targets and rules that wait for events are told about. */
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
      const functionId = functionAt(target.arn, resources);
      if (functionId === undefined) {
        tell(schedule.id, `the target ${target.arn} is no function and is not covered by the local runtime`);
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
