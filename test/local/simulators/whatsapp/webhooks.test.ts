import { request } from 'node:http';
import { businessScopedUserId } from '../../../../local/simulators/whatsapp/identity.ts';
import { aWhatsApp, MESSAGES, PHONE, type WhatsApp } from './a-whatsapp.ts';

const LATER = { latency: { sentMs: 150, deliveredMs: 400, readMs: 2_000 } };
const DAY = 86_400_000;

let whatsapp: WhatsApp;
const start = async (options: Parameters<typeof aWhatsApp>[0] = LATER) => {
  whatsapp = await aWhatsApp(options);
  await whatsapp.inbound({ text: 'Hi' });
  whatsapp.product.received.length = 0;
};
const statuses = () => whatsapp.values().flatMap(({ statuses }) => statuses ?? []);
const told = () => statuses().map(({ status }) => status);
afterEach(() => whatsapp.close());

describe('statuses', () => {
  it('come later, in order, signed, with our data and a price', async () => {
    await start();
    const { body } = await whatsapp.send({ type: 'text', text: { body: 'Hello' }, biz_opaque_callback_data: 'row-1' });
    await whatsapp.simulator.settled();
    expect(told()).toEqual([]);
    expect((await whatsapp.messages())[0].status).toBe('accepted');
    await whatsapp.pass(150);
    expect(told()).toEqual(['sent']);
    await whatsapp.pass(250);
    expect(told()).toEqual(['sent', 'delivered']);
    await whatsapp.pass(1_600);
    expect(told()).toEqual(['sent', 'delivered', 'read']);
    expect((await whatsapp.messages())[0].status).toBe('read');
    const [sent, , read] = statuses();
    expect(sent).toMatchObject({
      id: body.messages[0].id,
      timestamp: '1795255200',
      recipient_id: '66812345678',
      recipient_user_id: businessScopedUserId(PHONE),
      biz_opaque_callback_data: 'row-1',
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
    });
    expect(read).not.toHaveProperty('pricing');
    expect(read.timestamp).toBe('1795255202');
    expect(whatsapp.values()[0].contacts[0].user_id).toBe(businessScopedUserId(PHONE));
  });

  it('stay in order when the clock jumps over all of them', async () => {
    await start();
    await whatsapp.sendText('Hello');
    await whatsapp.pass(DAY);
    expect(told()).toEqual(['sent', 'delivered', 'read']);
  });

  it('keep the phone number of people with a username back', async () => {
    await start({});
    await whatsapp.inbound({ text: 'Hi', withoutPhone: true });
    await whatsapp.sendText('Hello');
    await whatsapp.simulator.settled();
    expect(statuses()[0]).not.toHaveProperty('recipient_id');
  });

  it('can say read without delivered, or never say read', async () => {
    await start({});
    await whatsapp.faults({ readWithoutDelivered: { next: 1 } });
    await whatsapp.sendText('Hello');
    await whatsapp.simulator.settled();
    expect(told()).toEqual(['sent', 'read']);
    await whatsapp.faults({ latency: { readMs: null } });
    await whatsapp.sendText('Hello');
    await whatsapp.simulator.settled();
    expect(told()).toEqual(['sent', 'read', 'sent', 'delivered']);
  });

  it('can fail after acceptance with the chosen code', async () => {
    await start({});
    await whatsapp.faults({ acceptedThenFailed: { next: 1, code: 131026 } });
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
    await whatsapp.simulator.settled();
    expect(statuses()).toMatchObject([
      { status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] },
    ]);
    expect(whatsapp.values()[0]).not.toHaveProperty('contacts');
    expect((await whatsapp.messages())[0].status).toBe('failed');
  });

  it('can beat the answer to the send', async () => {
    await start();
    await whatsapp.faults({ statusBeforeResponse: { next: 1 } });
    await whatsapp.sendText('Hello');
    expect(told()).toEqual(['sent']);
    await whatsapp.pass(DAY);
    expect(told()).toEqual(['sent', 'delivered', 'read']);
  });
});

describe('a send that goes wrong', () => {
  it('is accepted although the answer is lost', async () => {
    await start({});
    await whatsapp.faults({ lostResponse: { next: 1 } });
    await expect(whatsapp.sendText('Hello')).rejects.toThrow();
    await whatsapp.simulator.settled();
    expect(told()).toEqual(['sent', 'delivered', 'read']);
    expect(await whatsapp.messages()).toHaveLength(1);
  });

  it('is not accepted when the vendor hangs, which drops the connection in the end', async () => {
    await start({});
    await whatsapp.faults({ timeout: { next: 1, seconds: 30 } });
    const sending = whatsapp.sendText('Hello');
    await whatsapp.time.untilWaiting(30_000);
    whatsapp.time.advance(30_000);
    await expect(sending).rejects.toThrow();
    expect(await whatsapp.messages()).toEqual([]);
  });

  it.each([
    ['http500', 500, 131000],
    ['http503', 503, 131016],
  ])('answers %s', async (fault, status, code) => {
    await start({});
    await whatsapp.faults({ [fault]: { next: 1 } });
    expect(await whatsapp.sendText('Hello')).toMatchObject({ status, body: { error: { code } } });
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
  });

  it('fails at about the chosen rate, the same way every time', async () => {
    const run = async () => {
      await start({ latency: { sentMs: null, deliveredMs: null, readMs: null } });
      await whatsapp.faults({ http500: 0.3 });
      const answers: number[] = [];
      for (let sent = 0; sent < 40; sent += 1) answers.push((await whatsapp.sendText('Hello')).status);
      return answers;
    };
    const first = await run();
    await whatsapp.close();
    expect(await run()).toEqual(first);
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(20);
  });
});

describe('webhooks the product does not answer with 200', () => {
  it('are repeated at once, then ever more rarely, byte for byte', async () => {
    await start({ redeliveryGapsMs: [0, 1_000, 5_000] });
    whatsapp.product.answerNext(500, 500, 202, 200);
    const { body } = await whatsapp.inbound({ text: 'Hi' });
    expect(body.status).toBe(500);
    await whatsapp.simulator.settled();
    expect(whatsapp.product.received).toHaveLength(2);
    await whatsapp.pass(999);
    expect(whatsapp.product.received).toHaveLength(2);
    await whatsapp.pass(1);
    expect(whatsapp.product.received).toHaveLength(3);
    await whatsapp.pass(5_000);
    expect(whatsapp.product.received).toHaveLength(4);
    await whatsapp.pass(DAY);
    expect(whatsapp.product.received).toHaveLength(4);
    expect(new Set(whatsapp.product.received.map(({ text }) => text)).size).toBe(1);
    const listed = (await whatsapp.request('GET', '/_sim/webhooks')).body.slice(1);
    expect(listed.map(({ attempt, status }: { attempt: number; status: number }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 202],
      [4, 200],
    ]);
    expect(listed[0]).toMatchObject({
      kind: 'message',
      eventIds: body.ids,
      ms: expect.any(Number),
      willRetryAt: expect.any(String),
    });
  });

  it('are given up after 7 days', async () => {
    await start({ redeliveryGapsMs: [DAY] });
    whatsapp.product.answerNext(...Array<number>(20).fill(500));
    await whatsapp.inbound({ text: 'Hi' });
    for (let day = 0; day < 12; day += 1) await whatsapp.pass(DAY);
    expect(whatsapp.product.received).toHaveLength(9);
  });

  it('are not repeated when redelivery is off', async () => {
    await start({});
    await whatsapp.faults({ redelivery: false });
    whatsapp.product.answerNext(500);
    await whatsapp.inbound({ text: 'Hi' });
    await whatsapp.pass(DAY);
    expect(whatsapp.product.received).toHaveLength(1);
  });

  it('count as failed when no answer comes in time', async () => {
    await start({ webhookTimeoutMs: 20_000, redelivery: false });
    whatsapp.product.answerNext('silence');
    const answered = whatsapp.inbound({ text: 'Hi' });
    await whatsapp.time.untilWaiting(20_000);
    whatsapp.time.advance(20_000);
    expect((await answered).body).toMatchObject({ status: 0, answers: [{ status: 0, error: 'request_timeout' }] });
  });

  it('are answered by the door even when nobody listens', async () => {
    await start({ redelivery: false });
    await whatsapp.product.close();
    expect((await whatsapp.inbound({ text: 'Hi' })).body).toMatchObject({
      status: 0,
      answers: [{ error: 'ECONNREFUSED' }],
    });
  });
});

describe('disorder', () => {
  it('sends webhooks twice', async () => {
    await start({});
    await whatsapp.faults({ duplicateWebhooks: { next: 1 } });
    await whatsapp.inbound({ text: 'Hi' });
    expect(whatsapp.product.received).toHaveLength(2);
    expect(whatsapp.product.received[0]?.text).toBe(whatsapp.product.received[1]?.text);
  });

  it('lets later messages overtake', async () => {
    await start({});
    await whatsapp.faults({ outOfOrderWebhooks: { next: 1, delayMs: 700 } });
    const answered = whatsapp.inbound({ fragments: ['first', 'second'] });
    await whatsapp.time.untilWaiting(700);
    while (whatsapp.product.received.length < 1) await new Promise((resolve) => setImmediate(resolve));
    whatsapp.time.advance(700);
    expect((await answered).body.status).toBe(200);
    expect(whatsapp.values().map(({ messages }) => messages[0].text.body)).toEqual(['second', 'first']);
  });
});

describe('the handshake', () => {
  it('is verified when the webhook answers the bare challenge to the right token', async () => {
    await start({});
    whatsapp.product.answerGetWith(({ searchParams }) =>
      searchParams.get('hub.verify_token') === 'local-verify-token' && searchParams.get('hub.mode') === 'subscribe'
        ? { status: 200, body: searchParams.get('hub.challenge') ?? '' }
        : { status: 403, body: '' },
    );
    expect(await whatsapp.simulator.verify()).toEqual({ ok: true, status: 200, reason: 'verified' });
    expect(await whatsapp.simulator.verify('wrong')).toMatchObject({ ok: false, status: 403 });
    expect((await whatsapp.request('POST', '/_sim/verify', {})).body).toMatchObject({ ok: true });
    whatsapp.product.answerGetWith(() => ({ status: 200, body: '"1158201444"' }));
    expect(await whatsapp.simulator.verify()).toMatchObject({
      ok: false,
      reason: 'answered 200 without the bare challenge',
    });
  });
});

describe('doors', () => {
  it('refuse faults they do not know and show those that are set', async () => {
    await start({});
    const { status, body } = await whatsapp.faults({ nonsense: 1, http500: 'often', redelivery: 3 });
    expect(status).toBe(400);
    expect(body.problems).toHaveLength(3);
    await whatsapp.faults({ http503: 2 });
    await whatsapp.sendText('Hello');
    const shown = (await whatsapp.request('GET', '/_sim/faults')).body;
    expect(shown.active).toEqual({ http503: { next: 1, struck: 1 } });
    expect(shown.switches).toMatchObject({ redelivery: true, windowAnswer: 'sync' });
    expect(shown.known).toContain('acceptedThenFailed');
  });

  it('reset everything, also what was still to come', async () => {
    await start();
    await whatsapp.faults({ rateLimited: 0.5 });
    await whatsapp.faults({ rateLimited: 0 });
    await whatsapp.sendText('Hello');
    expect((await whatsapp.request('POST', '/_sim/reset')).body).toEqual({ reset: true });
    await whatsapp.pass(DAY);
    expect(whatsapp.product.received).toEqual([]);
    expect(await whatsapp.messages('?all=1')).toEqual([]);
    expect((await whatsapp.sendText('Hello')).body.error.code).toBe(131047);
  });

  it('push every change as it happens', async () => {
    await start({});
    const response = await fetch(`${whatsapp.simulator.url}/_sim/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await whatsapp.inbound({ text: 'Hi' });
    await whatsapp.sendText('Hello');
    let seen = '';
    while (!seen.includes('"read"')) seen += (await reader?.read())?.value ?? '';
    const types = [...seen.matchAll(/^data: (.*)$/gm)].map(([, line]) => JSON.parse(line as string).type);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(new Set(types)).toEqual(new Set(['message', 'webhook', 'status']));
    await reader?.cancel();
  });

  it('let pages of this machine in, and no others', async () => {
    await start({});
    /** With any Host, which fetch would replace. */
    const sent = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request(`${whatsapp.simulator.url}/_sim/reset`, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.once('error', reject);
        call.end('{}');
      });
    const origin = async (value: string) =>
      (await fetch(`${whatsapp.simulator.url}/_sim/messages`, { headers: { origin: value } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await origin('http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010');
    expect(await origin('https://example.com')).toBeNull();
    expect(await sent({ origin: 'https://example.com', 'content-type': 'text/plain' })).toBe(403);
    expect(await sent({ origin: 'null', 'content-type': 'text/plain' })).toBe(403);
    expect(await sent({ host: 'example.com' })).toBe(403);
    expect(await sent({ origin: 'http://127.0.0.1:4010' })).toBe(200);
    const preflight = await fetch(`${whatsapp.simulator.url}/_sim/faults`, {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:4010' },
    });
    expect(preflight.status).toBe(204);
    expect((await whatsapp.request('GET', '/_sim/nothing')).status).toBe(404);
    expect((await whatsapp.request('POST', MESSAGES, {})).status).toBe(401);
  });
});
