/** Called before and after everything that a planner or poller asks of the world outside it. */
export type Interfere = (moment: { when: 'before' | 'after'; call: string; nth: number }) => void;

/** The process ended here: nothing after this moment was done. */
export class Died extends Error {
  override name = 'Died';
}

/** Ports whose every call can be interfered with; one count over all of them. */
export function interferedWith(interfere: () => Interfere | undefined) {
  let nth = 0;
  return <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          const moment = { call: String(name), nth: ++nth };
          interfere()?.({ when: 'before', ...moment });
          const result = await value.apply(target, given);
          interfere()?.({ when: 'after', ...moment });
          return result;
        };
      },
    });
}

/** Dies at the so-manieth moment from now on, once. */
export function dieAt(moment: number): Interfere {
  let passed = 0;
  return () => {
    passed += 1;
    if (passed === moment) throw new Died(`at moment ${moment}`);
  };
}
