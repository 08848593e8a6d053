import { setTimeout as wait } from 'node:timers/promises';
import type { Product } from '../../local/product.ts';

export type OnPhone = { text: string; status: string };

/** People's phones: what they send goes through the vendor's simulator, what they read comes from it. */
export function phonesOf(product: Product & { address(name: string): string }) {
  const call = async (channel: string, path: string, body?: object) => {
    const answer = await fetch(`${product.address(channel)}/_sim/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    return answer.json() as Promise<unknown>;
  };
  const phone = (channel: 'whatsapp' | 'line', who: string) => {
    const me = channel === 'whatsapp' ? { from: who } : { userId: who };
    const reads = async () => (await call(channel, `messages?to=${encodeURIComponent(who)}`)) as OnPhone[];
    return {
      send: (text: string, more: object = {}) =>
        call(channel, 'inbound', { ...me, name: 'Anna', text, ...more }) as Promise<{ status: number; ids: string[] }>,
      reads,
      /** Everything read so far, as soon as it is this many messages. */
      async readsThis(many: number, withinSeconds = 20): Promise<string[]> {
        return (await until(async () => ((await reads()).length >= many ? reads() : undefined), withinSeconds)).map(
          ({ text }) => text,
        );
      },
      /** Says one thing and reads the answer. */
      async asks(text: string, more: object = {}): Promise<string> {
        const before = (await reads()).length;
        await this.send(text, more);
        return (await this.readsThis(before + 1)).at(-1) ?? '';
      },
    };
  };
  return { phone, faults: (channel: 'whatsapp' | 'line', faults: object) => call(channel, 'faults', faults) };
}

/** Asks until there is an answer; fails loudly instead of hanging. */
export async function until<T>(question: () => Promise<T | undefined>, withinSeconds = 20): Promise<T> {
  const giveUpAt = performance.now() + withinSeconds * 1000;
  for (;;) {
    const answer = await question();
    if (answer !== undefined) return answer;
    if (performance.now() > giveUpAt) throw new Error(`nothing happened within ${withinSeconds} seconds`);
    await wait(25);
  }
}
