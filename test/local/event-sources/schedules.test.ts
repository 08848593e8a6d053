import type { ScheduleClock } from '../../../local/event-sources/schedule-clock.ts';
import { type ScheduleDefinition, startSchedules } from '../../../local/event-sources/schedules.ts';
import type { InvokeResult } from '../../../local/functions/functions.ts';

/** A clock that stands still until it is moved, firing what is due on the way. */
function aClock(startsAt: string) {
  let time = Date.parse(startsAt);
  const timers = new Set<{ at: number; callback: () => void }>();
  const clock: ScheduleClock = {
    now: () => new Date(time),
    after(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const fireDue = () => {
    for (const timer of [...timers].filter((one) => one.at <= time).sort((a, b) => a.at - b.at)) {
      timers.delete(timer);
      timer.callback();
    }
  };
  return {
    clock,
    timers,
    async move(seconds: number) {
      const until = time + seconds * 1000;
      for (let due = nextDue(); due <= until; due = nextDue()) {
        time = due;
        fireDue();
      }
      time = until;
      await Promise.resolve();
    },
    /** As after a laptop slept: everything in between was missed. */
    jump(seconds: number) {
      time += seconds * 1000;
      fireDue();
    },
  };
  function nextDue() {
    return Math.min(Number.POSITIVE_INFINITY, ...[...timers].map((timer) => timer.at));
  }
}

const ok: InvokeResult = { ok: true, payload: null };

function aSchedule(changes: Partial<ScheduleDefinition> = {}): ScheduleDefinition {
  return {
    id: 'Chase',
    arn: 'arn:aws:scheduler:ap-southeast-1:000000000000:schedule/default/chase',
    service: 'scheduler',
    expression: 'rate(1 minute)',
    functionId: 'ChaseOverdue',
    ...changes,
  };
}

function start(schedule: ScheduleDefinition, invoke: () => Promise<InvokeResult> = async () => ok) {
  const time = aClock('2026-11-21T10:00:00Z');
  const events: { functionId: string; event: Record<string, unknown> }[] = [];
  const problems: string[] = [];
  const schedules = startSchedules([schedule], {
    clock: time.clock,
    onProblem: (problem) => problems.push(`${problem.source}: ${problem.message}`),
    invoke: (functionId, event) => {
      events.push({ functionId, event: event as Record<string, unknown> });
      return invoke();
    },
  });
  return { ...time, schedules, events, problems };
}

describe('schedules', () => {
  it('fire each time, also while an earlier run is still going on', async () => {
    const { move, events, schedules } = start(aSchedule(), () => new Promise(() => {}));
    await move(59);
    expect(events).toHaveLength(0);
    await move(1);
    expect(events).toHaveLength(1);
    await move(180);
    expect(events).toHaveLength(4);
    expect(schedules.next()).toEqual([{ id: 'Chase', at: new Date('2026-11-21T10:05:00Z') }]);
  });

  it('give the standard event of the scheduler', async () => {
    const { move, events } = start(aSchedule());
    await move(60);
    expect(events[0]).toEqual({
      functionId: 'ChaseOverdue',
      event: {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        account: '000000000000',
        time: '2026-11-21T10:01:00Z',
        region: 'ap-southeast-1',
        resources: ['arn:aws:scheduler:ap-southeast-1:000000000000:schedule/default/chase'],
        detail: '{}',
      },
    });
  });

  it('give the standard event of a rule', async () => {
    const { move, events } = start(aSchedule({ service: 'rule', arn: 'arn:aws:events:ap-southeast-1:0:rule/r' }));
    await move(60);
    expect(events[0]?.event).toMatchObject({
      source: 'aws.events',
      detail: {},
      resources: ['arn:aws:events:ap-southeast-1:0:rule/r'],
    });
  });

  it('give their own input, with the context attributes filled in', async () => {
    const input = '{"shard":3,"at":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>"}';
    const { move, events } = start(aSchedule({ input }));
    await move(60);
    expect(events[0]?.event).toEqual({ shard: 3, at: '2026-11-21T10:01:00Z', try: '1' });
  });

  it('fire once after a sleep, not once per missed time, and go on with the rhythm', async () => {
    const { jump, move, events } = start(aSchedule());
    jump(3600 + 10);
    expect(events).toHaveLength(1);
    await move(50);
    expect(events).toHaveLength(2);
  });

  it('keep to their start and end', async () => {
    const startDate = new Date('2026-11-21T10:10:00Z');
    const endDate = new Date('2026-11-21T10:12:00Z');
    const { move, events } = start(aSchedule({ startDate, endDate, expression: 'cron(* * * * ? *)' }));
    await move(3600);
    expect(events.map(({ event }) => event.time)).toEqual([10, 11, 12].map((minute) => `2026-11-21T10:${minute}:00Z`));
  });

  it('fire a one-time schedule once', async () => {
    const { move, events, timers } = start(
      aSchedule({ expression: 'at(2026-11-23T17:00:00)', timezone: 'Asia/Bangkok' }),
    );
    await move(3 * 86_400);
    expect(events.map(({ event }) => event.time)).toEqual(['2026-11-23T10:00:00Z']);
    expect(timers.size).toBe(0);
  });

  it('do nothing when disabled, except on request', async () => {
    const { move, events, schedules } = start(aSchedule({ enabled: false }));
    await move(600);
    expect(events).toHaveLength(0);
    expect(await schedules.fire('Chase')).toEqual(ok);
    await expect(schedules.fire('Nobody')).rejects.toThrow('known: Chase');
  });

  it('report a failed run', async () => {
    const { schedules, problems } = start(aSchedule(), async () => ({
      ok: false,
      errorType: 'Error',
      errorMessage: 'no',
    }));
    await schedules.fire('Chase');
    expect(problems).toEqual(['Chase: Error: no']);
  });

  it('stop when closed, after the current run', async () => {
    const gate = Promise.withResolvers<InvokeResult>();
    const { schedules, move, events, timers } = start(aSchedule(), () => gate.promise);
    await move(60);
    const closed = schedules.close();
    expect(timers.size).toBe(0);
    gate.resolve(ok);
    await closed;
    await move(600);
    expect(events).toHaveLength(1);
  });

  it('refuse an expression nobody understands at the start', () => {
    expect(() => start(aSchedule({ expression: 'sometimes' }))).toThrow('sometimes');
  });
});
