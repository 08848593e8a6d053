import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** A port that cannot be had; the message says what holds it and what to set instead. */
export class PortInUse extends Error {
  override name = 'PortInUse';
}

/**
 * Ports that no system takes for outgoing connections: one of ours would hold the port we told others about, between our
 * look and our listening.
 */
const FIRST = 11_000;
const LAST = 32_767;
let next = randomInt(FIRST, LAST);

/** A port nobody listens on right now, another one each time. */
export async function freePort(): Promise<number> {
  for (let looked = FIRST; looked <= LAST; looked++) {
    const port = next;
    next = port < LAST ? port + 1 : FIRST;
    if (typeof (await tryListening(port)) === 'number') return port;
  }
  throw new PortInUse(`No port from ${FIRST} to ${LAST} is free`);
}

/** Which of the fixed addresses a start uses; each can be moved by its variable, 0 meaning any free port. */
export const PORT_VARIABLES = {
  api: { variable: 'BMA_API_PORT', usual: 4000, what: 'the HTTP API' },
  console: { variable: 'BMA_CONSOLE_PORT', usual: 4010, what: 'the console' },
  soundtrack: { variable: 'BMA_SOUNDTRACK_PORT', usual: 4021, what: 'the Soundtrack simulator' },
  whatsapp: { variable: 'BMA_WHATSAPP_PORT', usual: 4022, what: 'the WhatsApp simulator' },
  line: { variable: 'BMA_LINE_PORT', usual: 4023, what: 'the LINE simulator' },
  google: { variable: 'BMA_GOOGLE_PORT', usual: 4024, what: 'the Google simulator' },
} as const;

export type Ports = { [K in keyof typeof PORT_VARIABLES]: number };

/** A port for each address that nobody listens on right now. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(PORT_VARIABLES) as (keyof Ports)[];
  const free = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
  return Object.fromEntries(free) as Ports;
}

/** The ports of this start, each checked to be free; throws PortInUse naming the port and its variable. */
export async function choosePorts(environment: Record<string, string | undefined>): Promise<Ports> {
  const chosen = await Promise.all(
    Object.entries(PORT_VARIABLES).map(async ([name, { variable, usual, what }]) => {
      const wanted = environment[variable] ?? String(usual);
      const port = Number(wanted);
      if (!Number.isInteger(port) || port < 0 || port > 65_535 || wanted.trim() === '') {
        throw new PortInUse(`${variable}=${wanted} is not a port; use 0 to 65535, 0 for any free port`);
      }
      if (port === 0) return [name, await freePort()];
      const listened = await tryListening(port);
      if (typeof listened === 'number') return [name, port];
      throw new PortInUse(
        `Port ${port} for ${what} is ${reasons[listened.code ?? ''] ?? listened.message}. ` +
          `Stop what uses it, or choose another: ${variable}=0 npm start`,
      );
    }),
  );
  return Object.fromEntries(chosen);
}

const reasons: Record<string, string> = { EADDRINUSE: 'already in use', EACCES: 'not allowed for this user' };

function tryListening(port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, LOOPBACK, () => server.close(() => resolve(port)));
  });
}
