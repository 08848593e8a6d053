import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { choosePorts, type Ports } from '../../local/ports.ts';
import { type Product, startProduct } from '../../local/product.ts';
import { phonesOf, until } from './phones.ts';

jest.setTimeout(90_000);

const stateDirectory = mkdtempSync(join(tmpdir(), 'bma-restart-'));
let ports: Ports;
let product: Product & { address(name: string): string };

async function start() {
  const started = await startProduct({ ports, stateDirectory, venues: 200, onProblem: () => {} });
  const address = (name: string) => started.demo.addresses.find((one) => one.name === name)?.url ?? '';
  product = { ...started, address };
  return phonesOf(product);
}

beforeAll(async () => {
  const anyPort = { BMA_API_PORT: '0', BMA_CONSOLE_PORT: '0', BMA_WHATSAPP_PORT: '0', BMA_LINE_PORT: '0' };
  ports = await choosePorts(anyPort);
});
afterAll(async () => {
  await product?.close();
  rmSync(stateDirectory, { recursive: true, force: true });
});

describe('fragments', () => {
  it('of one person, seconds apart, get one answer that has read them all', async () => {
    const anna = (await start()).phone('line', 'anna');
    const fragments = ['Hi', "I'm Anna, GM at Hilton Bangkok", 'lobby is silent'];
    await anna.send('', { fragments, text: undefined });
    const [only] = await anna.readsThis(1);
    expect(only).toMatch(/Is this your venue: Hilton Bangkok/);
    expect(await anna.asks('yes')).toMatch(/Contact: Anna, GM\nIssue: lobby is silent/);
    expect(await anna.reads()).toHaveLength(2);
  });
});

describe('a restart', () => {
  it('in the middle of a message loses nothing: it is answered by the next start, as the person it knows', async () => {
    const anna = phonesOf(product).phone('line', 'anna');
    // Taken in, and then everything stops before it can be answered.
    expect(await anna.send('the pool is silent too')).toMatchObject({ status: 200 });
    await product.close();
    const phones = await start();
    const again = phones.phone('line', 'anna');
    const [answer] = await until(async () => {
      const read = await again.reads();
      return read.length > 0 ? read.map(({ text }) => text) : undefined;
    }, 60);
    expect(answer).toMatch(/Contact: Anna, GM\nIssue: the pool is silent too/);
  });
});
