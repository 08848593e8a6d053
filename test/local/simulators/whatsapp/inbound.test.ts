import { createHmac } from 'node:crypto';
import { businessScopedUserId } from '../../../../local/simulators/whatsapp/identity.ts';
import { writeJson } from '../../../../local/simulators/whatsapp/json-style.ts';
import { signatureOf } from '../../../../local/simulators/whatsapp/settings.ts';
import { aWhatsApp, PHONE, type WhatsApp } from './a-whatsapp.ts';

let whatsapp: WhatsApp;
beforeEach(async () => {
  whatsapp = await aWhatsApp();
});
afterEach(() => whatsapp.close());

describe('signatures', () => {
  it.each([
    [
      '{"object":"whatsapp_business_account","entry":[]}',
      'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
    ],
    [
      '{"object": "whatsapp_business_account", "entry": []}',
      '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a',
    ],
    [
      '{"t":"\\u0e2a\\u0e27\\u0e31\\u0e2a\\u0e14\\u0e35"}',
      '748f9373d3fb365e4dc07533594541b369379c2667d08984f4a3a447e361a31e',
    ],
    ['{"t":"สวัสดี"}', '3871ed38baf30366e8e5e2547a97a855a0d2de14b38f2c590fbe78219b3a0919'],
  ])('of %s is over the exact bytes', (body, hex) => {
    expect(signatureOf(body, 'test_app_secret')).toBe(`sha256=${hex}`);
  });

  it('spells the same JSON in several ways, all readable', () => {
    const value = { t: 'สวัสดี 🎵', url: 'a/b', n: [1, true, null] };
    const spellings = [0, 1, 2, 3].map((nth) => writeJson(value, nth));
    expect(new Set(spellings).size).toBe(4);
    expect(spellings.map((text) => JSON.parse(text))).toEqual([value, value, value, value]);
    expect(spellings[1]).toContain('"t": "\\u0e2a\\u0e27');
  });

  it('are right on every webhook whatever its spelling', async () => {
    for (const text of ['สวัสดี', 'เพลงเงียบ', 'hello 🎵', 'a/b']) await whatsapp.inbound({ text });
    const { received } = whatsapp.product;
    expect(received).toHaveLength(4);
    expect(received[1]?.text).toContain('\\u0e40');
    for (const { headers, text } of received) {
      const hex = createHmac('sha256', 'local-whatsapp-secret').update(text).digest('hex');
      expect(headers['x-hub-signature-256']).toBe(`sha256=${hex}`);
    }
  });
});

describe('a person writing', () => {
  it('arrives with phone, business-scoped id and contact, and the door answers the event id', async () => {
    const { status, body } = await whatsapp.inbound({ name: 'Anna', text: 'Hi' });
    const [value] = whatsapp.values();
    const userId = businessScopedUserId(PHONE);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 200, ids: [value.messages[0].id], userId });
    expect(userId).toMatch(/^TH\.\d{20}$/);
    expect(value.metadata.phone_number_id).toBe('106540352242922');
    expect(value.contacts).toEqual([{ profile: { name: 'Anna' }, wa_id: '66812345678', user_id: userId }]);
    expect(value.messages[0]).toMatchObject({
      from: '66812345678',
      from_user_id: userId,
      id: expect.stringMatching(/^wamid\./),
      timestamp: '1795255200',
      type: 'text',
      text: { body: 'Hi' },
    });
  });

  it('can keep the phone number back, as people with a username do', async () => {
    await whatsapp.inbound({ text: 'Hi', withoutPhone: true, username: 'anna' });
    const [value] = whatsapp.values();
    expect(value.messages[0]).not.toHaveProperty('from');
    expect(value.contacts[0]).not.toHaveProperty('wa_id');
    expect(value.messages[0].from_user_id).toBe(businessScopedUserId(PHONE));
  });

  it('can be known by business-scoped id only', async () => {
    await whatsapp.inbound({ from: undefined, userId: 'TH.123', text: 'Hi' });
    expect(whatsapp.values()[0].messages[0]).toMatchObject({ from_user_id: 'TH.123' });
  });

  it('sends fragments one by one in order, or as one batch', async () => {
    const { body } = await whatsapp.inbound({ fragments: ['a', 'b', 'c'] });
    expect(body.ids).toHaveLength(3);
    await whatsapp.inbound({ fragments: ['d', 'e'], batch: true });
    const texts = whatsapp
      .values()
      .map(({ messages }) => messages.map((message: { text: { body: string } }) => message.text.body));
    expect(texts).toEqual([['a'], ['b'], ['c'], ['d', 'e']]);
  });

  it('sends the same event several times at once when asked for copies', async () => {
    const { body } = await whatsapp.inbound({ text: 'Hi', copies: 5 });
    const ids = whatsapp.values().map(({ messages }) => messages[0].id);
    expect(ids).toHaveLength(5);
    expect(new Set(ids)).toEqual(new Set(body.ids));
    expect(body.answers).toHaveLength(5);
  });

  it('merges a raw message, where null takes a field away', async () => {
    await whatsapp.inbound({ raw: { type: 'image', image: { id: '1', mime_type: 'image/jpeg' }, from: null, odd: 1 } });
    const [message] = whatsapp.values()[0].messages;
    expect(message).toMatchObject({ type: 'image', odd: 1, from_user_id: businessScopedUserId(PHONE) });
    expect(message).not.toHaveProperty('from');
    expect(message).not.toHaveProperty('text');
  });

  it('sends a whole raw body untouched', async () => {
    const raw = {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'x', value: { odd: true } }] }],
    };
    const { body } = await whatsapp.inbound({ raw });
    expect(whatsapp.product.received[0]?.json).toEqual(raw);
    expect(body).toMatchObject({ status: 200, ids: [] });
  });

  it('taps a button, a list row or a template reply of what was sent to them', async () => {
    await whatsapp.inbound({ text: 'Hi' });
    const buttons = [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }];
    const rows = [{ id: 'v1', title: 'Hilton', description: 'Bangkok' }];
    const sent = await whatsapp.send({
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Right?' }, action: { buttons } },
    });
    await whatsapp.send({
      type: 'interactive',
      interactive: { type: 'list', body: { text: 'Which?' }, action: { button: 'Pick', sections: [{ rows }] } },
    });
    const reply = {
      type: 'button',
      sub_type: 'quick_reply',
      index: '0',
      parameters: [{ type: 'payload', payload: 'GO' }],
    };
    await whatsapp.send({ type: 'template', template: { name: 't', language: { code: 'en' }, components: [reply] } });
    await whatsapp.simulator.settled();
    whatsapp.product.received.length = 0;
    await whatsapp.inbound({ tap: { title: 'Yes' } });
    await whatsapp.inbound({ tap: { id: 'v1' } });
    await whatsapp.inbound({ tap: { id: 'GO', title: 'Go' } });
    const [button, row, template] = whatsapp.values().map(({ messages }) => messages[0]);
    expect(button).toMatchObject({
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
    });
    expect(button.context.id).toBe(sent.body.messages[0].id);
    expect(row.interactive).toEqual({
      type: 'list_reply',
      list_reply: { id: 'v1', title: 'Hilton', description: 'Bangkok' },
    });
    expect(template).toMatchObject({ type: 'button', button: { payload: 'GO', text: 'Go' } });
  });

  it('is told what is missing when the door is used wrongly', async () => {
    expect((await whatsapp.inbound({ from: undefined })).status).toBe(400);
    expect((await whatsapp.inbound({ at: 'soon', text: 'Hi' })).status).toBe(400);
    expect((await whatsapp.request('POST', '/_sim/inbound', '{')).status).toBe(400);
  });
});
