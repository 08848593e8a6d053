import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, startDemo } from './demo.ts';
import { withCanary } from './estate/canary.ts';
import { generateEstate } from './estate/generate-estate.ts';
import { freePorts, type Ports } from './ports.ts';
import { googleKeyIn } from './simulators/index.ts';
import { createClosing } from './stack/closing.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from './stack.ts';
import { keepInUse, type Synthesis, synthesise } from './synth.ts';
import { VENDOR_SECRETS, type VendorSecrets } from './vendor-secrets.ts';

export type ProductOptions = Pick<
  LocalStackOptions,
  | 'fault'
  | 'onCall'
  | 'onLog'
  | 'onAccess'
  | 'onNotice'
  | 'scheduleClock'
  | 'postgresUrl'
  | 'dynamoDbEndpoint'
  | 'maxConcurrencyPerFunction'
> & {
  ports: Ports;
  stateDirectory: string;
  /** How many venues the demo estate has, besides our own. */
  venues: number;
  /** Players fail and come back by themselves now and then, as they do. @default false */
  livingWorld?: boolean;
  /** Takes the place of variables the template gives, where a function has them. */
  environment?: Record<string, string>;
  /** Load every function before saying ready, so that the first person does not wait for it. @default true */
  warmFunctions?: boolean;
  onProblem(message: string): void;
  onStep?(step: string, milliseconds: number): void;
};

/** The product and what makes it a demo; tests of the start itself run something smaller. */
export type WhatToRun = { synthesise(): Promise<Synthesis>; startDemo: typeof startDemo };

export type Product = { stack: LocalStack; demo: Demo; close(): Promise<void> };

/** The whole product on this machine: the synthesised template brought up, and around it what makes it a demo. */
export async function startProduct(
  options: ProductOptions,
  what: WhatToRun = { synthesise, startDemo },
): Promise<Product> {
  const {
    ports,
    stateDirectory,
    venues,
    livingWorld = false,
    environment = {},
    warmFunctions = true,
    onStep = () => {},
    ...stackOptions
  } = options;
  const startedAt = performance.now();
  const { cached, ...assembly } = await what.synthesise();
  const step = cached ? 'template unchanged, taken from cache' : 'template synthesised';
  onStep(step, performance.now() - startedAt);
  const closing = createClosing(options.onProblem);
  closing.add({ close: keepInUse(assembly.assemblyDirectory) });
  const google = `http://127.0.0.1:${ports.google}`;
  const googleKey = googleKeyIn(stateDirectory);
  const secrets: VendorSecrets = { ...VENDOR_SECRETS, GoogleSecret: googleKey.secret };
  try {
    const stack = closing.add(
      await startLocalStack({
        ...stackOptions,
        ...assembly,
        stateDirectory,
        apiPort: ports.api,
        secrets,
        environment: {
          WHATSAPP_BASE_URL: `http://127.0.0.1:${ports.whatsapp}`,
          LINE_BASE_URL: `http://127.0.0.1:${ports.line}`,
          SOUNDTRACK_URL: `http://127.0.0.1:${ports.soundtrack}/v2`,
          GOOGLE_SHEETS_URL: `${google}/`,
          GOOGLE_GMAIL_URL: `${google}/`,
          GOOGLE_TOKEN_URL: `${google}/token`,
          ...environment,
        },
        onStep,
      }),
    );
    const surroundings = {
      stack,
      ports,
      stateDirectory,
      estate: withCanary(generateEstate({ venues })),
      livingWorld,
      secrets,
      googleAccount: googleKey.account,
      onProblem: options.onProblem,
    };
    const demo = closing.add(await what.startDemo(surroundings, onStep));
    if (warmFunctions) await warm(stack, onStep);
    return { stack, demo, close: closing.close };
  } catch (problem) {
    await closing.close();
    throw problem;
  }
}

/** After the demo, because functions load what it publishes. */
async function warm({ functions, resources }: LocalStack, onStep: (step: string, milliseconds: number) => void) {
  const startedAt = performance.now();
  await Promise.all(resources.functions.map(({ id }) => functions.warm(id)));
  onStep(`${resources.functions.length} functions warm`, performance.now() - startedAt);
}

/** The product on free ports in a folder of its own, for tests and benches; nothing is left after `close`. */
export async function startTemporaryProduct(
  options: Partial<Omit<ProductOptions, 'ports' | 'stateDirectory'>> = {},
): Promise<Product & { address(name: string): string }> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'bma-product-'));
  const ports = await freePorts();
  const remove = () => rmSync(stateDirectory, { recursive: true, force: true });
  try {
    const product = await startProduct({ venues: 2_000, onProblem: () => {}, ...options, ports, stateDirectory });
    return {
      ...product,
      address: (name) => product.demo.addresses.find((address) => address.name === name)?.url ?? '',
      async close() {
        await product.close();
        remove();
      },
    };
  } catch (problem) {
    remove();
    throw problem;
  }
}
