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

/** Lines a second when they are only read and parsed: what no replay can beat. */
export async function parseOnly(file: string): Promise<number> {
  const began = performance.now();
  let lines = 0;
  for await (const chunk of linesOfFile(file)) {
    for (const line of chunk) {
      JSON.parse(line);
      lines += 1;
    }
  }
  return (lines / (performance.now() - began)) * 1_000;
}

/** What the heap holds, after a full collection, at so many hours into the day. */
export async function memoryAlong(day: Day, policy: MonitoringPolicy, file: string, hours: readonly number[]) {
  const { fleet } = day;
  const outages = createOutageLog(fleet.t0, () => undefined);
  const replay = createReplay(fleet, policy, { listeners: [createSlaBook(fleet, policy), outages] });
  const waiting = [...hours];
  const measured: (string | number)[][] = [];
  const measure = () => {
    while (waiting[0] !== undefined && replay.now() >= fleet.t0 + waiting[0] * HOUR) {
      measured.push([`${waiting.shift()} h`, heapMb()]);
    }
  };
  for await (const chunk of linesOfFile(file)) {
    for (const line of chunk) feedLine(replay, line, fleet.t0);
    measure();
  }
  return measured;
}

function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return Math.round((process.memoryUsage().heapUsed / 1_048_576) * 10) / 10;
}
