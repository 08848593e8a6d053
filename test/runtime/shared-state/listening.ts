import type { Log } from '../../../lambdas/runtime/log.ts';
import type { Meter } from '../../../lambdas/runtime/metrics.ts';

/** A meter that remembers what was counted, as 'Metric value' → times, and a log that remembers what was said. */
export function listening() {
  const counted = new Map<string, number>();
  const said: string[] = [];
  const meter: Meter = {
    count(metric, dimension = {}, times = 1) {
      const name = [metric, ...Object.values(dimension)].join(' ');
      counted.set(name, (counted.get(name) ?? 0) + times);
    },
    milliseconds: () => {},
    level: () => {},
    flush: () => {},
  };
  const say = (message: string) => said.push(message);
  const log: Log = { info: say, warn: say, error: say, who: (id) => id };
  return { meter, log, said, counts: () => Object.fromEntries(counted) };
}
