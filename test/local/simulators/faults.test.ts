import { createFaults } from '../../../local/simulators/faults.ts';
import { createRandom } from '../../../local/simulators/random.ts';

const strikes = (setting: unknown, chances: number) => {
  const faults = createFaults(['http500'], createRandom('seed'));
  expect(faults.set({ http500: setting })).toEqual([]);
  return Array.from({ length: chances }, () => faults.strike('http500') !== undefined).filter(Boolean).length;
};

it.each([
  [0, 0],
  [false, 0],
  [null, 0],
  [1, 10],
  [true, 10],
  [3, 3],
  [{ next: 1 }, 1],
  [{ next: 0 }, 0],
  [{ rate: 0 }, 0],
  [{ rate: 1 }, 10],
  [{ code: 131026 }, 10],
])('%j strikes %i of 10 chances', (setting, expected) => {
  expect(strikes(setting, 10)).toBe(expected);
});

it('a rate strikes about as often as it says, the same for the same seed', () => {
  const first = strikes(0.25, 1_000);
  expect(first).toBeGreaterThan(200);
  expect(first).toBeLessThan(300);
  expect(strikes(0.25, 1_000)).toBe(first);
});

it.each([-1, 1.5, 'often', { rate: 2 }, { next: -1 }])('%j is not understood', (setting) => {
  expect(createFaults(['http500'], createRandom('seed')).set({ http500: setting })).toHaveLength(1);
});

it('changing one fault leaves the others', () => {
  const faults = createFaults(['http500', 'timeout'], createRandom('seed'));
  faults.set({ http500: 2, timeout: { rate: 0.5, seconds: 3 } });
  faults.set({ http500: 0 });
  expect(faults.active()).toEqual({ timeout: { rate: 0.5, seconds: 3, struck: 0 } });
});
