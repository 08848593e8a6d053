import type { LineOptions } from '../../../../local/simulators/line/settings.ts';
import { startLineSimulator } from '../../../../local/simulators/line/simulator.ts';
import { manualTime } from '../../../../local/simulators/time.ts';
import { startProductStandIn } from '../product-stand-in.ts';

export const USER = 'U4af4980629a1b2c3d4e5f60718293a4b';
export const GROUP = 'Ca56f94637c0123456789abcdef012345';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;
export type Answered = { status: number; body: Body; headers: Headers };

/** A LINE simulator with a product stand-in behind it, on a clock that only the test moves. */
export async function aLine(options: Partial<LineOptions> = {}) {
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const product = await startProductStandIn();
  const simulator = await startLineSimulator({ webhookUrl: `${product.url}/webhooks/line`, time, ...options });
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${simulator.url}${path}`, { method, headers, body: text });
    const answer = await response.text();
    const isJson = answer.startsWith('{') || answer.startsWith('[');
    return { status: response.status, body: isJson ? JSON.parse(answer) : answer, headers: response.headers };
  };
  const authorised = { authorization: 'Bearer local-line-token', 'content-type': 'application/json' };
  const events = (): Body[] => product.received.flatMap(({ json }) => json.events);
  return {
    time,
    product,
    simulator,
    request,
    /** Every event the product got, in order of arrival. */
    events,
    call: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
      request(method, path, body, { ...authorised, ...headers }),
    push: (messages: unknown, headers: Record<string, string> = {}, to: unknown = USER): Promise<Answered> =>
      request('POST', '/v2/bot/message/push', { to, messages }, { ...authorised, ...headers }),
    reply: (replyToken: string, messages: unknown = [{ type: 'text', text: 'Hello' }]): Promise<Answered> =>
      request('POST', '/v2/bot/message/reply', { replyToken, messages }, authorised),
    inbound: (door: object): Promise<Answered> => request('POST', '/_sim/inbound', { userId: USER, ...door }),
    /** Writes to the account and takes the reply token the product was given. */
    async freshToken(): Promise<string> {
      await request('POST', '/_sim/inbound', { userId: USER, text: 'Hi' });
      return events().at(-1).replyToken;
    },
    faults: (door: object): Promise<Answered> => request('POST', '/_sim/faults', door),
    messages: async (query = ''): Promise<Body[]> => (await request('GET', `/_sim/messages${query}`)).body,
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
export type Line = Awaited<ReturnType<typeof aLine>>;
