import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MonitoringPolicy } from '../../lambdas/monitoring/policy.ts';
import { createOutageLog } from '../../lambdas/monitoring/replay/outage-log.ts';
import { createReplay } from '../../lambdas/monitoring/replay/replay.ts';
import { createSlaBook } from '../../lambdas/monitoring/replay/sla-book.ts';
import { feedLine } from '../alerts-replay/feed-file.ts';
import { linesOfFile } from '../alerts-replay/lines-of-file.ts';
import type { Day } from './day.ts';
import { HOUR } from './faults.ts';

/** So many a second of the processor's time, which does not depend on who else uses the machine. */
export function stopwatch(): (count: number) => number {
  const before = process.cpuUsage();
  return (count) => {
    const { user, system } = process.cpuUsage(before);
    return (count / (user + system)) * 1_000_000;
  };
}

/** Lines a second when they are only read and parsed: what no replay can beat. */
export async function parseOnly(file: string): Promise<number> {
  const perSecond = stopwatch();
  let lines = 0;
  for await (const chunk of linesOfFile(file)) {
    for (const line of chunk) {
      JSON.parse(line);
      lines += 1;
    }
  }
  return perSecond(lines);
}

/** What the heap holds after a full collection, and the process in all, at so many hours into the day. */
export async function memoryAlong(day: Day, policy: MonitoringPolicy, file: string, hours: readonly number[]) {
  const { fleet } = day;
  const outages = createOutageLog(fleet.t0, () => undefined);
  const replay = createReplay(fleet, policy, { listeners: [createSlaBook(fleet, policy), outages] });
  const waiting = [...hours];
  const measured: (string | number)[][] = [];
  const measure = () => {
    while (waiting[0] !== undefined && replay.now() >= fleet.t0 + waiting[0] * HOUR) {
      measured.push([`${waiting.shift()} h`, ...memoryMb()]);
    }
  };
  for await (const chunk of linesOfFile(file)) {
    for (const line of chunk) feedLine(replay, line, fleet.t0);
    measure();
  }
  return measured;
}

function memoryMb(): number[] {
  const before = process.memoryUsage().rss;
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return [process.memoryUsage().heapUsed, before].map((bytes) => Math.round(bytes / 1_048_576));
}
