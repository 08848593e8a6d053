import { createServer } from 'node:net';
import { choosePorts, freePort, freePorts, PORT_VARIABLES } from '../../local/ports.ts';

const anyPort = Object.fromEntries(Object.values(PORT_VARIABLES).map(({ variable }) => [variable, '0']));

/** Where Linux and macOS take a port for an outgoing connection from. */
const OUTGOING = 32_768;

describe('a free port', () => {
  it('is another one each time, and never one that an outgoing connection may take meanwhile', async () => {
    const ports = [...Object.values(await freePorts()), ...Object.values(await choosePorts(anyPort))];
    expect(new Set(ports).size).toBe(2 * Object.keys(PORT_VARIABLES).length);
    expect(Math.max(...ports)).toBeLessThan(OUTGOING);
    expect(Math.min(...ports)).toBeGreaterThan(1_024);
  });

  it('is none that somebody listens on', async () => {
    const server = createServer();
    const taken = (await freePort()) + 1;
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
    expect(await freePort()).not.toBe(taken);
    await new Promise((resolve) => server.close(resolve));
  });
});
