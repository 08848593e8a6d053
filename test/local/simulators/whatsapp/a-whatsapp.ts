import { manualTime } from '../../../../local/simulators/time.ts';
import type { WhatsAppOptions } from '../../../../local/simulators/whatsapp/settings.ts';
import { startWhatsAppSimulator } from '../../../../local/simulators/whatsapp/simulator.ts';
import { startProductStandIn } from '../product-stand-in.ts';

export const PHONE = '+66812345678';
export const MESSAGES = '/v26.0/106540352242922/messages';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;
export type Answered = { status: number; body: Body };

/** A WhatsApp simulator with a product stand-in behind it, on a clock that only the test moves. */
export async function aWhatsApp(options: Partial<WhatsAppOptions> = {}) {
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const product = await startProductStandIn();
  const simulator = await startWhatsAppSimulator({
    webhookUrl: `${product.url}/webhooks/whatsapp`,
    time,
    latency: { sentMs: 0, deliveredMs: 0, readMs: 0 },
    ...options,
  });
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${simulator.url}${path}`, { method, headers, body: text });
    const answer = await response.text();
    return {
      status: response.status,
      body: answer.startsWith('{') || answer.startsWith('[') ? JSON.parse(answer) : answer,
    };
  };
  const authorised = { authorization: 'Bearer local-whatsapp-token', 'content-type': 'application/json' };
  return {
    time,
    product,
    simulator,
    request,
    send: (message: object, to: object = { to: PHONE }): Promise<Answered> =>
      request('POST', MESSAGES, { messaging_product: 'whatsapp', ...to, ...message }, authorised),
    sendText: (body: string): Promise<Answered> =>
      request('POST', MESSAGES, { messaging_product: 'whatsapp', to: PHONE, type: 'text', text: { body } }, authorised),
    get: (path: string): Promise<Answered> => request('GET', path, undefined, authorised),
    inbound: (door: object): Promise<Answered> => request('POST', '/_sim/inbound', { from: PHONE, ...door }),
    faults: (door: object): Promise<Answered> => request('POST', '/_sim/faults', door),
    messages: async (query = ''): Promise<Body[]> => (await request('GET', `/_sim/messages${query}`)).body,
    /** Every webhook value the product got, in order of arrival. */
    values: (): Body[] => product.received.map(({ json }) => json.entry[0].changes[0].value),
    /** Moves the clock and lets everything that fell due happen. */
    async pass(ms: number) {
      time.advance(ms);
      await simulator.settled();
    },
    async close() {
      await simulator.close();
      await product.close();
    },
  };
}
export type WhatsApp = Awaited<ReturnType<typeof aWhatsApp>>;
