import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createMeter } from '../../lambdas/runtime/metrics.ts';

type Line = { _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][] }[] }; [field: string]: unknown };

// By itself the library writes past the console, which a test cannot listen to, and in development nothing at all.
const listenable = { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' };
const lines: Line[] = [];
beforeEach(() => {
  lines.length = 0;
  Object.assign(process.env, listenable);
  jest.spyOn(console, 'log').mockImplementation((text) => lines.push(JSON.parse(text)));
});
afterEach(() => {
  for (const name of Object.keys(listenable)) delete process.env[name];
  jest.restoreAllMocks();
});

describe('a meter', () => {
  it.each([
    ['a count', (meter: ReturnType<typeof createMeter>) => meter.count('Read', { shard: 'two' }, 5)],
    ['a level', (meter: ReturnType<typeof createMeter>) => meter.level('Read', 5, { shard: 'two' })],
  ])('writes %s under the service and the dimension it is given', (_, write) => {
    write(createMeter('BMA/Test', 'poll-zones'));
    expect(lines).toEqual([expect.objectContaining({ Read: 5, service: 'poll-zones', shard: 'two' })]);
    expect(lines[0]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['service', 'shard']]);
  });

  it('keeps levels without a dimension until it is flushed', () => {
    const meter = createMeter('BMA/Test', 'poll-zones');
    meter.level('Age', 300);
    expect(lines).toEqual([]);
    meter.flush();
    expect(lines).toEqual([expect.objectContaining({ Age: 300, service: 'poll-zones' })]);
    expect(lines[0]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['service']]);
  });

  it('writes nothing for what happened no time', () => {
    const meter = createMeter('BMA/Test', 'poll-zones');
    meter.count('Read', { shard: 'two' }, 0);
    meter.count('Read', undefined, 0);
    meter.flush();
    expect(lines).toEqual([]);
  });
});
