import { demoParts } from './demo-parts.ts';
import type { Estate } from './estate/estate.ts';
import type { Ports } from './ports.ts';
import { createClosing } from './stack/closing.ts';
import type { LocalStack } from './stack.ts';
import type { VendorSecrets } from './vendor-secrets.ts';

export type DemoSurroundings = {
  stack: LocalStack;
  ports: Ports;
  stateDirectory: string;
  /** The vendor secrets the functions use. */
  secrets: VendorSecrets;
  /** What Google's simulator knows of the key among them. */
  googleAccount: { clientEmail: string; publicKey: string };
  /** The venues there are, with their zones. */
  estate: Estate;
  /** Whether players fail and come back by themselves. */
  livingWorld: boolean;
  onProblem(message: string): void;
};

/** One thing that makes the stack a demo: a simulator, the console, an estate. */
export type DemoPart = {
  name: string;
  start(surroundings: DemoSurroundings): Promise<{
    /** Shown at start and written to running.json under `name`. */
    address?: { what: string; url: string };
    close(): Promise<void>;
  }>;
};

export type Demo = { addresses: { name: string; what: string; url: string }[]; close(): Promise<void> };

export async function startDemo(
  surroundings: DemoSurroundings,
  onStep: (step: string, milliseconds: number) => void = () => {},
): Promise<Demo> {
  const closing = createClosing(surroundings.onProblem);
  const addresses: Demo['addresses'] = [];
  try {
    for (const { name, start } of demoParts) {
      const startedAt = performance.now();
      const { address } = closing.add(await start(surroundings));
      if (address) addresses.push({ name, ...address });
      onStep(`${name} ready`, performance.now() - startedAt);
    }
  } catch (problem) {
    await closing.close();
    throw problem;
  }
  return { addresses, close: closing.close };
}
