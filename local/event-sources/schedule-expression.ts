import { Cron } from 'croner';

/** The first time a schedule fires after a given one; `undefined` when it never does again. */
export type NextTime = (after: Date) => Date | undefined;

const UNIT_MILLISECONDS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(…)`, `cron(…)` or `at(…)` as EventBridge does. A rate counts from `start`; the others are read in the time
 * zone. Throws when the expression cannot be understood.
 */
export function parseScheduleExpression(expression: string, timezone: string, start: Date): NextTime {
  const [, kind, content = ''] = expression.match(/^(rate|cron|at)\((.+)\)$/) ?? [];
  switch (kind) {
    case 'rate':
      return everyInterval(intervalOf(content), start);
    case 'cron':
      return awsCron(content, timezone);
    case 'at':
      return once(content, timezone);
    default:
      throw new Error(`"${expression}" is not a rate, cron or at expression`);
  }
}

function intervalOf(content: string): number {
  const [, count = '', unit = '', plural = ''] = content.match(/^(\d+) (minute|hour|day)(s?)$/) ?? [];
  const milliseconds = Number(count) * (UNIT_MILLISECONDS[unit] ?? 0);
  // AWS refuses "1 minutes" and "5 minute".
  if (milliseconds === 0 || (count === '1') === (plural === 's')) throw new Error(`"rate(${content})" is not a rate`);
  return milliseconds;
}

function everyInterval(interval: number, start: Date): NextTime {
  return (after) => {
    const passed = Math.floor((after.getTime() - start.getTime()) / interval);
    return new Date(start.getTime() + (Math.max(0, passed) + 1) * interval);
  };
}

function awsCron(content: string, timezone: string): NextTime {
  if (content.trim().split(/\s+/).length !== 6) throw new Error(`"cron(${content})" must have six fields`);
  const pattern = `0 ${content.trim().replaceAll('?', '*')}`;
  const cron = new Cron(pattern, { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, timezone });
  return (after) => cron.nextRun(after) ?? undefined;
}

function once(content: string, timezone: string): NextTime {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content)) throw new Error(`"at(${content})" is not a date and time`);
  const at = new Cron(content, { timezone }).getOnce();
  return (after) => (at && at > after ? at : undefined);
}
