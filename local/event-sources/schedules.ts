import type { InvokeResult } from '../functions/functions.ts';
import type { EventSource, Problem } from './event-source.ts';
import { type ScheduleClock, systemClock } from './schedule-clock.ts';
import { scheduleEvent } from './schedule-event.ts';
import { parseScheduleExpression } from './schedule-expression.ts';

/** A schedule of the template with every reference resolved. */
export type ScheduleDefinition = {
  /** Logical id. */
  id: string;
  arn: string;
  /** EventBridge Scheduler, or a rule with a schedule. */
  service: 'scheduler' | 'rule';
  /** `rate(1 minute)`, `cron(0 9 ? * MON-FRI *)`, `at(2026-11-21T09:00:00)`. */
  expression: string;
  /** @default UTC */
  timezone?: string;
  /** JSON text given to the function instead of the standard event. */
  input?: string;
  startDate?: Date;
  endDate?: Date;
  /** @default true */
  enabled?: boolean;
  functionId: string;
};

export type SchedulesOptions = {
  invoke(functionId: string, event: unknown): Promise<InvokeResult>;
  onProblem(problem: Problem): void;
  /** @default the system's clock */
  clock?: ScheduleClock;
};

export type Schedules = EventSource & {
  /** Runs a schedule's function now, whatever the time; for tests and for people in a hurry. */
  fire(id: string): Promise<InvokeResult>;
  /** When each schedule fires next. */
  next(): { id: string; at: Date | undefined }[];
};

/** A timer cannot wait longer than 24 days, and a laptop that slept should notice soon. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Fires schedules on time. A run that is still going on does not hold up the next; missed times are not made up for. */
export function startSchedules(definitions: ScheduleDefinition[], options: SchedulesOptions): Schedules {
  const clock = options.clock ?? systemClock;
  const running = new Set<Promise<unknown>>();
  const armed = definitions.filter((schedule) => schedule.enabled ?? true).map(prepare);
  for (const schedule of armed) schedule.wait();

  async function run(schedule: ScheduleDefinition, scheduledAt: Date): Promise<InvokeResult> {
    const result = await options.invoke(schedule.functionId, scheduleEvent(schedule, scheduledAt));
    if (!result.ok) {
      options.onProblem({ source: schedule.id, message: `${result.errorType}: ${result.errorMessage}` });
    }
    return result;
  }

  function fire(schedule: ScheduleDefinition, scheduledAt: Date): Promise<InvokeResult> {
    const work = run(schedule, scheduledAt).finally(() => running.delete(work));
    running.add(work);
    return work;
  }

  function prepare(schedule: ScheduleDefinition) {
    const { startDate, endDate } = schedule;
    const start = startDate ?? clock.now();
    const nextTime = parseScheduleExpression(schedule.expression, schedule.timezone ?? 'UTC', start);
    const following = (after: Date) => {
      const time = nextTime(startDate && startDate > after ? new Date(startDate.getTime() - 1) : after);
      return time && endDate && time > endDate ? undefined : time;
    };
    let next = following(clock.now());
    let cancel: (() => void) | undefined;
    function wait() {
      if (!next) return;
      const left = next.getTime() - clock.now().getTime();
      cancel = clock.after(Math.min(Math.max(0, left), LONGEST_WAIT_MILLISECONDS), () => {
        const now = clock.now();
        if (next && next <= now) {
          void fire(schedule, next).catch((cause) =>
            options.onProblem({ source: schedule.id, message: 'the schedule could not run', cause }),
          );
          next = following(now);
        }
        wait();
      });
    }
    return { id: schedule.id, wait, next: () => next, stop: () => cancel?.() };
  }

  return {
    async fire(id) {
      const schedule = definitions.find((definition) => definition.id === id);
      if (!schedule) throw new Error(`No schedule "${id}"; known: ${definitions.map((known) => known.id).join(', ')}`);
      return fire(schedule, clock.now());
    },
    next: () => armed.map((schedule) => ({ id: schedule.id, at: schedule.next() })),
    async close() {
      for (const schedule of armed) schedule.stop();
      await Promise.allSettled(running);
    },
  };
}
