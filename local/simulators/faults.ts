import { isObject, type Json, objectOf } from './json.ts';
import type { Random } from './random.ts';

/** How often a fault strikes: a share of all chances, or the next so many of them; further fields tune it. */
export type Fault = Json & { rate?: number; next?: number };

export type Faults<Name extends string> = {
  /** The fault's settings if it strikes now; counts it. */
  strike(name: Name): Fault | undefined;
  /** Changes the named faults only; answers what it could not read. */
  set(input: unknown): string[];
  active(): Record<string, Fault & { struck: number }>;
  clear(): void;
  names: readonly Name[];
};

/** Switchable vendor failures. `0.2`, `true` and `{rate}` are shares; numbers above 1 and `{next}` count; 0 switches off. */
export function createFaults<Name extends string>(names: readonly Name[], random: Random): Faults<Name> {
  const active = new Map<Name, { fault: Fault; struck: number }>();
  return {
    names,
    strike(name) {
      const entry = active.get(name);
      if (!entry) return undefined;
      const { fault } = entry;
      if (fault.next !== undefined) {
        if (fault.next <= 0) return undefined;
        fault.next -= 1;
      } else if (random.next() >= (fault.rate ?? 1)) {
        return undefined;
      }
      entry.struck += 1;
      return fault;
    },
    set(input) {
      const problems: string[] = [];
      for (const [name, value] of Object.entries(objectOf(input))) {
        const known = names.find((candidate) => candidate === name);
        if (!known) {
          problems.push(`unknown fault '${name}'; known: ${names.join(', ')}`);
          continue;
        }
        const fault = read(value);
        if (fault === 'unreadable') problems.push(`'${name}' needs a rate 0..1, a count, {rate} or {next}`);
        else if (fault === 'off') active.delete(known);
        else active.set(known, { fault, struck: 0 });
      }
      return problems;
    },
    active: () => Object.fromEntries([...active].map(([name, { fault, struck }]) => [name, { ...fault, struck }])),
    clear: () => active.clear(),
  };
}

function read(value: unknown): Fault | 'off' | 'unreadable' {
  if (value === 0 || value === false || value === null) return 'off';
  if (value === true) return { rate: 1 };
  if (typeof value === 'number') {
    if (value > 0 && value <= 1) return { rate: value };
    return Number.isInteger(value) && value > 1 ? { next: value } : 'unreadable';
  }
  if (!isObject(value)) return 'unreadable';
  const { rate, next } = value;
  if (rate !== undefined && (typeof rate !== 'number' || rate < 0 || rate > 1)) return 'unreadable';
  if (next !== undefined && (typeof next !== 'number' || !Number.isInteger(next) || next < 0)) return 'unreadable';
  if (rate === 0 || next === 0) return 'off';
  return { ...value };
}
