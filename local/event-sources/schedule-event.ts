import { randomUUID } from 'node:crypto';
import type { ScheduleDefinition } from './schedules.ts';

/** The event a schedule gives its function: its own input, or what AWS sends without one. */
export function scheduleEvent(schedule: ScheduleDefinition, scheduledAt: Date): unknown {
  const id = randomUUID();
  const time = scheduledAt.toISOString().replace(/\.\d+Z$/, 'Z');
  if (schedule.input !== undefined) return JSON.parse(withContext(schedule.input, schedule.arn, time, id));
  const [, , , region = '', account = ''] = schedule.arn.split(':');
  const fromScheduler = schedule.service === 'scheduler';
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: fromScheduler ? 'aws.scheduler' : 'aws.events',
    account,
    time,
    region,
    resources: [schedule.arn],
    detail: fromScheduler ? '{}' : {},
  };
}

/** Fills in the context attributes of EventBridge Scheduler. */
function withContext(input: string, arn: string, time: string, executionId: string): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}
