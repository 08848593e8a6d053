import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { stageConfig } from '../../lib/config.ts';
import { type Product, startTemporaryProduct } from '../../local/product.ts';
import { until } from './phones.ts';

jest.setTimeout(150_000);

const { zoneId } = stageConfig('Local').monitoring.canary;
const lines: string[] = [];
const problems: string[] = [];
let product: Product & { address(name: string): string };
beforeAll(async () => {
  product = await startTemporaryProduct({
    venues: 20,
    onLog: ({ name, line }) => lines.push(`${name} ${line}`),
    onProblem: (problem) => problems.push(problem),
    // A rhythm in which a pause need not last for minutes.
    environment: { POLL_INTERVAL_SECONDS: '10', RECHECK_SECONDS: '3' },
  });
});
afterAll(() => product?.close());

const fire = async (like: RegExp) => {
  const { schedules } = product.stack;
  const result = await schedules?.fire(schedules.next().find(({ id }) => like.test(id))?.id ?? '');
  expect(result).toMatchObject({ ok: true });
  return result?.ok ? result.payload : undefined;
};
const exercise = () => fire(/Canary.*EveryFiveMinutes/);
const plan = () => fire(/Planning.*EveryMinute/);
const zone = async () => {
  const answer = await fetch(`${product.address('soundtrack')}/_sim/zones?q=BMA+Canary`);
  const [row] = (await answer.json()) as { id: string; state: string }[];
  return row;
};
const orders = async () => {
  const answer = await fetch(`${product.address('soundtrack')}/_sim/mutations?zone=${encodeURIComponent(zoneId)}`);
  return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
};
/** Exercises, and has the rounds planned, until the exercise stands there. */
const reaches = (phase: string) =>
  until(async () => {
    await plan();
    const at = (await exercise()) as { exercise: string };
    return at.exercise === phase ? true : undefined;
  }, 100);

it('falls silent at Soundtrack, is noticed by the product itself, and plays again', async () => {
  expect(await zone()).toMatchObject({ id: zoneId, state: 'playing' });
  await reaches('silent');
  expect(await until(async () => ((await zone())?.state === 'paused' ? true : undefined))).toBe(true);
  await reaches('recovering');
  expect(await until(async () => ((await zone())?.state === 'playing' ? true : undefined))).toBe(true);
  await reaches('resting');

  expect(await orders()).toEqual(['pause', 'play']);
  const own = lines.filter((line) => line.startsWith('exercise-canary'));
  const seconds = own.flatMap((line) => /"CanaryDetectionSeconds":([\d.]+)/.exec(line)?.[1] ?? []);
  expect(seconds).toHaveLength(1);
  expect(Number(seconds[0])).toBeGreaterThanOrEqual(20);
  expect(Number(seconds[0])).toBeLessThan(60);
  expect(own.some((line) => line.includes('CanaryMissed'))).toBe(false);
  expect(problems).toEqual([]);
});
