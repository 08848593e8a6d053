import { performance } from 'node:perf_hooks';
import type { Coverage } from '../../../lambdas/monitoring/planning/coverage.ts';
import type { AMonitor } from './a-monitor.ts';
import type { CountedTables, TableUse } from './counted-tables.ts';
import type { DueQueue } from './due-queue.ts';
import type { SimulatedSoundtrack, Spent } from './simulated-soundtrack.ts';

/** What one cycle, or several of them, came to. */
export type Phase = {
  name: string;
  /** Of the moved clock. */
  seconds: number;
  soundtrack: Spent;
  tables: TableUse;
  messages: { sent: number; taken: number; sendRequests: number };
  zones: number;
  changes: number;
  /** Of this machine, working through messages: by the clock on the wall, and of this process's processor time. */
  poller: { wallSeconds: number; cpuSeconds: number; waitedSeconds: number };
  plannerMilliseconds: number[];
  plannerCpuSeconds: number;
  simulatorCpuSeconds: number;
  lagSeconds: number;
  coverage: Coverage;
};

/** An outage as it was told. */
export type Told = { zoneId: string; countedFrom: number; confirmedAt: number };

const TICK = 60_000;
const TICKS_UNTIL_PROGRESS = 10;

/** Moves the clock from tick to tick and from message to message, and measures what happens on the way. */
export function phases(parts: {
  monitor: AMonitor;
  soundtrack: SimulatedSoundtrack;
  tables: CountedTables;
  queue: DueQueue;
  told: Told[];
  show(what: string): void;
}) {
  const { monitor, soundtrack, tables, queue, told, show } = parts;
  let nextTick = soundtrack.now();

  const snapshot = async () => ({
    spent: await soundtrack.spent(),
    simulator: await soundtrack.usage(),
    tables: tables.use(),
    queue: queue.use(),
    sendRequests: monitor.sends.requests,
    waited: monitor.waited.seconds,
    at: soundtrack.now(),
  });

  /** `until` says when it is over: seconds, or what has to be reached, looked at after every planner's run. */
  return async function phase(name: string, until: { seconds: number } | ((coverage: Coverage) => boolean)) {
    const before = await snapshot();
    const sum = { zones: 0, changes: 0, wallSeconds: 0, cpuSeconds: 0, plannerCpu: 0, lagSeconds: 0 };
    const plannerMilliseconds: number[] = [];
    let coverage: Coverage | undefined;
    const end = typeof until === 'object' ? before.at + until.seconds * 1000 : Number.POSITIVE_INFINITY;
    const isOver = () => typeof until === 'function' && coverage !== undefined && until(coverage);
    for (;;) {
      const due = Math.min(nextTick, queue.nextDue());
      if (due >= end || isOver()) break;
      await soundtrack.moveTo(due);
      const cpu = process.cpuUsage();
      const began = performance.now();
      if (nextTick <= queue.nextDue()) {
        nextTick += TICK;
        const planned = await monitor.tick();
        coverage = planned.coverage;
        sum.lagSeconds = Math.max(sum.lagSeconds, planned.lagSeconds);
        plannerMilliseconds.push(performance.now() - began);
        if (plannerMilliseconds.length % TICKS_UNTIL_PROGRESS === 0) {
          const { everRead, accounts } = coverage;
          show(`${name}: after ${plannerMilliseconds.length} min ${everRead} of ${accounts} accounts were ever read`);
        }
        sum.plannerCpu += cpuSecondsSince(cpu);
        continue;
      }
      const polled = await monitor.work(queue.take() ?? '');
      sum.wallSeconds += (performance.now() - began) / 1000;
      sum.cpuSeconds += cpuSecondsSince(cpu);
      if (polled.kind !== 'done') continue;
      const { zones, changes } = polled.taken;
      sum.zones += zones;
      sum.changes += changes.length;
      for (const change of changes) if (change.kind === 'outage-began') told.push(change);
    }
    if (end < Number.POSITIVE_INFINITY) await soundtrack.moveTo(end);
    const after = await snapshot();
    const between = <Counts extends Record<string, number>>(one: Counts, other: Counts) =>
      Object.fromEntries(Object.entries(other).map(([key, value]) => [key, value - (one[key] ?? 0)])) as Counts;
    const messages = between(before.queue, after.queue);
    return {
      name,
      seconds: (after.at - before.at) / 1000,
      soundtrack: between(before.spent, after.spent),
      tables: between(before.tables, after.tables),
      messages: {
        sent: messages.messages,
        taken: messages.taken,
        sendRequests: after.sendRequests - before.sendRequests,
      },
      zones: sum.zones,
      changes: sum.changes,
      poller: {
        wallSeconds: sum.wallSeconds,
        cpuSeconds: sum.cpuSeconds,
        waitedSeconds: after.waited - before.waited,
      },
      plannerMilliseconds,
      plannerCpuSeconds: sum.plannerCpu,
      simulatorCpuSeconds: after.simulator.cpuSeconds - before.simulator.cpuSeconds,
      lagSeconds: sum.lagSeconds,
      coverage: coverage ?? (await monitor.tick()).coverage,
    } satisfies Phase;
  };
}

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
