import { createHmac } from 'node:crypto';
import { jest } from '@jest/globals';
import { type Product, startTemporaryProduct } from '../../local/product.ts';
import { phonesOf, until } from './phones.ts';

jest.setTimeout(90_000);

type Call = { functionId: string; operation: string };
let fault: (call: Call) => 'throttle' | 'error' | 'drop-response' | undefined = () => undefined;
let product: Product & { address(name: string): string };
let phones: ReturnType<typeof phonesOf>;
const idOf = (name: string) => product.stack.resources.functions.find((one) => one.name === name)?.id ?? '';

beforeAll(async () => {
  product = await startTemporaryProduct({
    fault: (call) => fault(call),
    // Fragments have a test of their own, at the real quiet time.
    environment: { QUIET_SECONDS: '0' },
  });
  phones = phonesOf(product);
});
afterAll(() => product?.close());
afterEach(async () => {
  fault = () => undefined;
  await Promise.all([phones.faults('whatsapp', { all: 0 }), phones.faults('line', { all: 0 })]);
});

let people = 0;
const somebody = (channel: 'whatsapp' | 'line') =>
  phones.phone(
    channel,
    channel === 'whatsapp' ? `+668100000${String(++people).padStart(2, '0')}` : `person-${++people}`,
  );

/** Fails the first `times` calls of one function's operation, and says how many it failed. */
function failing(name: string, operation: string, how: 'throttle' | 'error' | 'drop-response', times: number) {
  const id = idOf(name);
  let failed = 0;
  fault = (call) => {
    if (call.functionId !== id || call.operation !== operation || failed >= times) return undefined;
    failed++;
    return how;
  };
  return () => failed;
}

describe('the sample dialogue', () => {
  it('in English on WhatsApp finds the venue, asks what is missing and notes the problem', async () => {
    const anna = somebody('whatsapp');
    expect(await anna.asks('Hello')).toMatch(/Which venue are you writing from\?/);
    expect(await anna.asks('Hilton Bangkok')).toBe(
      'Is this your venue: Hilton Bangkok located at Sukhumvit Road, Bangkok?',
    );
    expect(await anna.asks('', { text: undefined, tap: { title: 'Yes' } })).toMatch(/May I have your name/);
    expect(await anna.asks('Anna')).toMatch(/What is your position/);
    expect(await anna.asks('Duty manager')).toMatch(/How can I help/);
    expect(await anna.asks('The lobby is silent')).toMatch(
      /Venue: Hilton Bangkok, Sukhumvit Road, Bangkok\nContact: Anna, Duty manager\nIssue: The lobby is silent/,
    );
  });

  it('in Thai on LINE does the same from one message and a yes', async () => {
    const somchai = somebody('line');
    await somchai.asks('สวัสดีครับ ผมชื่อสมชาย ผู้จัดการ Hilton Pattaya เพลงที่ล็อบบี้ไม่ดังครับ');
    expect(await somchai.asks('ใช่ครับ')).toMatch(/Hilton Pattaya[\s\S]*สมชาย[\s\S]*เพลงที่ล็อบบี้ไม่ดัง/);
  });
});

describe('a webhook', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, product.stack.apiUrl), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const signed = (body: string) => `sha256=${createHmac('sha256', 'local-whatsapp-secret').update(body).digest('hex')}`;

  it('without or with a wrong signature is refused and queues nothing', async () => {
    const body = JSON.stringify({ entry: [] });
    const waiting = () => Object.values(product.stack.queue('Inbox')).flat().length;
    const before = waiting();
    expect((await post('webhooks/whatsapp', body)).status).toBe(401);
    expect((await post('webhooks/whatsapp', body, { 'x-hub-signature-256': signed('other') })).status).toBe(401);
    expect((await post('webhooks/line', body)).status).toBe(401);
    expect((await post('webhooks/line', body, { 'x-line-signature': `${'x'.repeat(43)}=` })).status).toBe(401);
    expect(waiting()).toBe(before);
  });

  it.each(['{"entry":[]}', '{"entry": [], "t":"\\u0e2a\\u0e27\\u0e31"}', 'no json', '[]'])(
    'signed over %j is accepted',
    async (body) =>
      expect((await post('webhooks/whatsapp', body, { 'x-hub-signature-256': signed(body) })).status).toBe(200),
  );

  it('answers Meta’s handshake for our token only', async () => {
    const shake = (token: string) =>
      fetch(
        new URL(
          `webhooks/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`,
          product.stack.apiUrl,
        ),
      );
    const good = await shake('local-verify-token');
    expect([good.status, await good.text()]).toEqual([200, '42']);
    expect((await shake('guess')).status).toBe(403);
  });

  it('delivered fifty times at once is answered once', async () => {
    const anna = somebody('whatsapp');
    await anna.send('Hello', { copies: 50 });
    await anna.readsThis(1);
    // Whatever else might come of the copies comes before the next answer: one lane per chat.
    await anna.asks('Hilton Bangkok');
    expect(await anna.reads()).toHaveLength(2);
  });

  it('whose queue is away is answered 5xx, and taken when the vendor sends it again', async () => {
    const failed = failing('receive-webhook', 'SendMessageBatch', 'error', 3);
    const anna = somebody('whatsapp');
    await anna.send('Hello');
    expect(await anna.readsThis(1)).toHaveLength(1);
    expect(failed()).toBe(3);
  });
});

describe('trouble on the way', () => {
  it.each([
    ['hear-message', 'GetItem', 'throttle'],
    ['hear-message', 'TransactWriteItems', 'throttle'],
    ['hear-message', 'TransactWriteItems', 'error'],
    ['hear-message', 'TransactWriteItems', 'drop-response'],
    ['relay-due-work', 'SendMessageBatch', 'error'],
    ['take-turn', 'TransactWriteItems', 'throttle'],
    ['take-turn', 'TransactWriteItems', 'drop-response'],
    ['deliver-message', 'PutItem', 'throttle'],
    ['deliver-message', 'PutItem', 'drop-response'],
    ['deliver-message', 'Query', 'error'],
  ] as const)('with %s: %s %s twice, the answer comes once', async (name, operation, how) => {
    const failed = failing(name, operation, how, 2);
    const anna = somebody('line');
    expect(await anna.asks('Hello')).toMatch(/Which venue/);
    await anna.asks('Hilton Bangkok');
    expect(await anna.reads()).toHaveLength(2);
    expect(failed()).toBe(2);
  });

  it.each([
    ['whatsapp', { http500: { next: 2 } }],
    ['whatsapp', { lostResponse: { next: 1 } }],
    ['whatsapp', { statusBeforeResponse: { next: 1 } }],
    ['whatsapp', { rateLimited: { next: 1 } }],
    ['whatsapp', { duplicateWebhooks: { next: 4 }, outOfOrderWebhooks: { next: 4 } }],
    ['line', { http500: { next: 2 } }],
    ['line', { lostResponse: { next: 1 } }],
    ['line', { rateLimited: { next: 1 } }],
    ['line', { duplicateWebhooks: { next: 2 } }],
    ['line', { replyTokenExpired: { next: 1 } }],
  ] as const)('at %s: %j, the answer comes once', async (channel, faults) => {
    await phones.faults(channel, faults);
    const anna = somebody(channel);
    await anna.send('Hello');
    await anna.readsThis(1, 60);
    await phones.faults(channel, { all: 0 });
    await anna.asks('Hilton Bangkok');
    expect(await anna.reads()).toHaveLength(2);
  });

  it('a function that dies in the middle of its work is made up for within half a minute', async () => {
    const names = ['hear-message', 'relay-due-work', 'take-turn', 'deliver-message'];
    const chats = [];
    for (const name of names) {
      const anna = somebody('line');
      product.stack.functions.crashNext(idOf(name), 'before-answer');
      await anna.send('Hello');
      chats.push(anna);
    }
    for (const anna of chats) expect(await anna.readsThis(1, 40)).toHaveLength(1);
  });
});

describe('delivery', () => {
  it('of a WhatsApp message is followed to the read tick', async () => {
    const anna = somebody('whatsapp');
    await anna.asks('Hello');
    await until(async () => ((await anna.reads())[0]?.status === 'read' ? true : undefined));
  });
});
