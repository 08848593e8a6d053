import type { Faults } from '../../faults.ts';
import type { Json } from '../../json.ts';

/** A time in which the API itself failed, or could have. */
export type FaultSpell = { fault: string; settings: Json; from: number; to: number | null; struck: number };

export type FaultLog = { within(from: number, to: number): FaultSpell[]; clear(): void };

/** The faults, and beside them when each was on: one that counts down ends with its last strike. */
export function loggedFaults<Name extends string>(
  inner: Faults<Name>,
  clock: () => Date,
): { faults: Faults<Name>; log: FaultLog } {
  const open = new Map<string, FaultSpell>();
  let over: FaultSpell[] = [];
  const end = (name: string) => {
    const spell = open.get(name);
    if (spell) over.push({ ...spell, to: clock().getTime() });
    open.delete(name);
  };
  const faults: Faults<Name> = {
    ...inner,
    strike(name) {
      const fault = inner.strike(name);
      const spell = fault && open.get(name);
      if (spell) spell.struck += 1;
      if (fault?.next === 0) end(name);
      return fault;
    },
    set(input) {
      const problems = inner.set(input);
      const active: Record<string, Json> = inner.active();
      for (const name of Object.keys(input ?? {})) {
        end(name);
        const { struck: _, ...settings } = active[name] ?? {};
        if (active[name]) open.set(name, { fault: name, settings, from: clock().getTime(), to: null, struck: 0 });
      }
      return problems;
    },
    clear() {
      inner.clear();
      for (const name of [...open.keys()]) end(name);
    },
  };
  return {
    faults,
    log: {
      within: (from, to) =>
        [...over, ...open.values()].filter((one) => one.from <= to && (one.to ?? Number.POSITIVE_INFINITY) >= from),
      clear() {
        open.clear();
        over = [];
      },
    },
  };
}
