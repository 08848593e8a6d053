import { businessScopedUserId } from '../../../../local/simulators/whatsapp/identity.ts';
import { META_ERRORS } from '../../../../local/simulators/whatsapp/meta-errors.ts';
import { aWhatsApp, MESSAGES, PHONE, type WhatsApp } from './a-whatsapp.ts';

const HOUR = 3_600_000;
const text = (body: string) => ({ type: 'text', text: { body } });
const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const buttons = (list: object[], more: object = {}) => ({
  type: 'interactive',
  interactive: { type: 'button', body: { text: 'Right?' }, action: { buttons: list }, ...more },
});
const rows = (count: number, row: object = {}) =>
  Array.from({ length: count }, (_, nth) => ({ id: `r${nth}`, title: `Row ${nth}`, ...row }));
const list = (sections: object[], more: object = {}) => ({
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Which?' }, action: { button: 'Pick', sections }, ...more },
});
const template = (content: object = {}) => ({
  type: 'template',
  template: { name: 'reopen', language: { code: 'th' }, ...content },
});
const bodyWith = (...parameters: object[]) => ({ components: [{ type: 'body', parameters }] });

let whatsapp: WhatsApp;
beforeEach(async () => {
  whatsapp = await aWhatsApp();
  await whatsapp.inbound({ text: 'Hi' });
  whatsapp.product.received.length = 0;
});
afterEach(() => whatsapp.close());

describe('an accepted message', () => {
  it('answers acceptance only and is found by phone, digits and business-scoped id', async () => {
    const { status, body } = await whatsapp.sendText('Hello');
    expect(status).toBe(200);
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: PHONE, wa_id: '66812345678' }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    await whatsapp.simulator.settled();
    for (const to of ['+66812345678', '%2B66812345678', '66812345678', businessScopedUserId(PHONE)]) {
      expect(await whatsapp.messages(`?to=${to}`)).toMatchObject([
        {
          at: '2026-11-21T10:00:00.000Z',
          to: PHONE,
          type: 'text',
          text: 'Hello',
          body: { text: { body: 'Hello' } },
          status: 'read',
        },
      ]);
    }
    expect(await whatsapp.messages('?to=%2B66999999999')).toEqual([]);
    const all = await whatsapp.messages(`?to=${PHONE}&all=1`);
    expect(all.map(({ direction }) => direction)).toEqual(['in', 'out']);
  });

  it('goes to a business-scoped id and names it in the contact', async () => {
    const userId = businessScopedUserId(PHONE);
    const { body } = await whatsapp.send(text('Hello'), { recipient: userId });
    expect(body.contacts).toEqual([{ input: userId, user_id: userId }]);
    expect(await whatsapp.messages(`?to=${PHONE}`)).toHaveLength(1);
  });

  it('lets `to` win over `recipient`', async () => {
    await whatsapp.send(text('Hello'), { to: PHONE, recipient: 'TH.42' });
    expect(await whatsapp.messages(`?to=${PHONE}`)).toHaveLength(1);
  });

  it('shows the main text of buttons, lists and templates', async () => {
    await whatsapp.send(buttons([button('y', 'Yes')], { header: { type: 'text', text: 'H' }, footer: { text: 'F' } }));
    await whatsapp.send(list([{ rows: rows(10) }]));
    await whatsapp.send(template(bodyWith({ type: 'text', text: 'Anna' })));
    expect((await whatsapp.messages(`?to=${PHONE}`)).map((message) => message.text)).toEqual([
      'Right?',
      'Which?',
      '[reopen] Anna',
    ]);
  });

  it('marks the inbound message read and shows typing', async () => {
    const [entry] = await whatsapp.messages('?all=1');
    const read = { status: 'read', message_id: entry.id, typing_indicator: { type: 'text' } };
    expect(await whatsapp.send(read, {})).toEqual({ status: 200, body: { success: true } });
    expect((await whatsapp.messages('?all=1'))[0].status).toBe('read');
    expect((await whatsapp.send({ ...read, message_id: 'nonsense' }, {})).body.error.code).toBe(131009);
    expect((await whatsapp.send({ ...read, typing_indicator: { type: 'x' } }, {})).body.error.code).toBe(131009);
    await whatsapp.pass(31 * 24 * HOUR);
    expect((await whatsapp.send(read, {})).body.error.code).toBe(131009);
  });
});

describe('a refused message', () => {
  it('says so in the exact words for text that is too long', async () => {
    const { status, body } = await whatsapp.sendText('x'.repeat(4097));
    expect(status).toBe(400);
    expect(body.error).toEqual({
      message: "(#100) Param text['body'] must be at most 4096 characters long.",
      type: 'OAuthException',
      code: 100,
      fbtrace_id: expect.stringMatching(/^A/),
    });
    expect((await whatsapp.sendText('x'.repeat(4096))).status).toBe(200);
  });

  it('says so in the exact words for a button title that is too long', async () => {
    const { status, body } = await whatsapp.send(buttons([button('y', 'x'.repeat(21))]));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      message: '(#131009) Parameter value is not valid',
      code: 131009,
      error_data: {
        messaging_product: 'whatsapp',
        details: 'Button title length invalid. Min length: 1, Max length: 20',
      },
    });
  });

  const four = [1, 2, 3, 4].map((nth) => button(`b${nth}`, `B${nth}`));
  it.each<[string, object, number, RegExp]>([
    ['no text', text(''), 100, /text/],
    ['an unknown type', { type: 'fax', fax: {} }, 100, /must be one of .*"fax"/],
    ['no content for its type', { type: 'text' }, 100, /parameter text is required/],
    ['callback data over 512', { ...text('x'), biz_opaque_callback_data: 'x'.repeat(513) }, 100, /biz_opaque/],
    ['a group recipient type it does not know', { ...text('x'), recipient_type: 'crowd' }, 100, /recipient_type/],
    ['no buttons', buttons([]), 131009, /Invalid buttons count/],
    ['four buttons', buttons(four), 131009, /Max allowed buttons: 3/],
    ['an empty button title', buttons([button('a', '')]), 131009, /Button title length/],
    ['a button id over 256', buttons([button('x'.repeat(257), 'A')]), 131009, /Button id length/],
    ['a button of another type', buttons([{ type: 'url' }]), 131009, /Button type/],
    ['equal button ids', buttons([button('a', 'A'), button('a', 'B')]), 131009, /ids/],
    ['equal button titles', buttons([button('a', 'A'), button('b', 'A')]), 131009, /titles/],
    [
      'button text over 1024',
      buttons([button('a', 'A')], { body: { text: 'x'.repeat(1025) } }),
      131009,
      /Max length: 1024/,
    ],
    ['no button text', buttons([button('a', 'A')], { body: {} }), 131008, /body/],
    ['a footer over 60', buttons([button('a', 'A')], { footer: { text: 'x'.repeat(61) } }), 131009, /Footer/],
    [
      'a header over 60',
      buttons([button('a', 'A')], { header: { type: 'text', text: 'x'.repeat(61) } }),
      131009,
      /Header/,
    ],
    ['a header without text', buttons([button('a', 'A')], { header: { type: 'text' } }), 131008, /header/],
    ['an unknown interactive type', { type: 'interactive', interactive: { type: 'wheel' } }, 131009, /wheel/],
    [
      'eleven rows',
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5) },
      ]),
      131009,
      /Total row count exceed max allowed count: 10/,
    ],
    ['no sections', list([]), 131009, /sections count/],
    ['an empty section', list([{ rows: [] }]), 131009, /at least one row/],
    ['sections without titles', list([{ rows: rows(1) }, { rows: rows(1) }]), 131008, /section title/],
    ['a section title over 24', list([{ title: 'x'.repeat(25), rows: rows(1) }]), 131009, /Section title is too long/],
    [
      'a row title over 24',
      list([{ rows: rows(1, { title: 'x'.repeat(25) }) }]),
      131009,
      /Row title is too long. Max length is 24/,
    ],
    ['no row title', list([{ rows: [{ id: 'a' }] }]), 131008, /row title/],
    ['no row id', list([{ rows: [{ title: 'a' }] }]), 131008, /row id/],
    ['a row id over 200', list([{ rows: rows(1, { id: 'x'.repeat(201) }) }]), 131009, /Row id/],
    [
      'a row description over 72',
      list([{ rows: rows(1, { description: 'x'.repeat(73) }) }]),
      131009,
      /Row description/,
    ],
    ['equal row ids', list([{ rows: rows(2, { id: 'same' }) }]), 131009, /row ids/],
    [
      'a list button over 20',
      list([{ rows: rows(1) }], { action: { button: 'x'.repeat(21), sections: [{ rows: rows(1) }] } }),
      131009,
      /Action button/,
    ],
    [
      'list text over 4096',
      list([{ rows: rows(1) }], { body: { text: 'x'.repeat(4097) } }),
      131009,
      /Max length: 4096/,
    ],
    ['an image header on a list', list([{ rows: rows(1) }], { header: { type: 'image' } }), 131009, /Header type/],
    ['a template without language', template({ language: undefined }), 131008, /language/],
    ['a template without name', template({ name: undefined }), 131008, /name/],
    ['an image without id or link', { type: 'image', image: {} }, 131008, /image/],
    ['a caption over 1024', { type: 'image', image: { id: '1', caption: 'x'.repeat(1025) } }, 100, /caption/],
  ])('is refused with %s', async (_, message, code, words) => {
    const { status, body } = await whatsapp.send(message);
    expect(status).toBe(400);
    expect(body.error.code).toBe(code);
    expect(`${body.error.message} ${body.error.error_data?.details}`).toMatch(words);
    expect(await whatsapp.messages()).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['nobody', {}, 100],
    ['nonsense', { to: 'anna' }, 131009],
    ['a malformed business-scoped id', { recipient: 'nobody' }, 131009],
    ['the business itself', { to: '+15550783881' }, 131021],
  ])('is refused when sent to %s', async (_, to, code) => {
    expect((await whatsapp.send(text('Hello'), to)).body.error.code).toBe(code);
  });

  it.each(Object.keys(META_ERRORS).map(Number))('can be refused with code %i', async (code) => {
    await whatsapp.faults({ refused: { next: 1, code } });
    const { status, body } = await whatsapp.sendText('Hello');
    expect(status).toBe(META_ERRORS[code]?.status);
    expect(body.error).toMatchObject({ code, type: 'OAuthException' });
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
  });
});

describe('known templates', () => {
  it('are checked by name, language, state and parameters', async () => {
    await whatsapp.close();
    whatsapp = await aWhatsApp({
      templates: [
        { name: 'reopen', language: 'th', body: 'สวัสดี {{1}}' },
        { name: 'named', language: 'en', body: 'Hi {{who}}' },
        { name: 'code', language: 'en', body: 'x', category: 'authentication' },
        { name: 'paused', language: 'en', body: 'x', state: 'paused' },
        { name: 'disabled', language: 'en', body: 'x', state: 'disabled' },
      ],
    });
    const code = async (content: object) => (await whatsapp.send(template(content))).body.error?.code;
    expect(await code(bodyWith({ type: 'text', text: 'แอน' }))).toBeUndefined();
    expect(await code({})).toBe(132000);
    expect(await code({ language: { code: 'en' } })).toBe(132001);
    expect(await code({ name: 'named', language: { code: 'en' }, ...bodyWith({ type: 'text', text: 'A' }) })).toBe(100);
    expect(await code({ name: 'paused', language: { code: 'en' } })).toBe(132015);
    expect(await code({ name: 'disabled', language: { code: 'en' } })).toBe(132016);
    const toId = await whatsapp.send(template({ name: 'code', language: { code: 'en' } }), { recipient: 'TH.42' });
    expect(toId.body.error.code).toBe(131062);
    expect((await whatsapp.messages(`?to=${PHONE}`))[0].text).toBe('สวัสดี แอน');
  });
});

describe('the 24-hour window', () => {
  it('closes 24 hours after the last message, refuses free text but not templates, and opens again', async () => {
    await whatsapp.pass(24 * HOUR - 1);
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
    await whatsapp.pass(1);
    const { status, body } = await whatsapp.sendText('Hello');
    expect([status, body.error.code]).toEqual([400, 131047]);
    expect((await whatsapp.send(template())).status).toBe(200);
    await whatsapp.inbound({ text: 'Still there?' });
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
  });

  it('was never open for somebody who never wrote', async () => {
    expect((await whatsapp.send(text('Hello'), { to: '+66899999999' })).body.error.code).toBe(131047);
  });

  it('counts from when the message was written', async () => {
    await whatsapp.inbound({ from: '+66877777777', text: 'Hi', at: '2026-11-20T09:00:00Z' });
    expect((await whatsapp.send(text('Hello'), { to: '+66877777777' })).body.error.code).toBe(131047);
  });

  it.each([
    ['sync', 400, 0],
    ['async', 200, 1],
    ['both', 400, 1],
  ])('told %s', async (windowAnswer, status, failures) => {
    await whatsapp.faults({ windowAnswer, windowClosed: { next: 1 } });
    expect((await whatsapp.send({ ...text('Hello'), biz_opaque_callback_data: 'row-1' })).status).toBe(status);
    await whatsapp.simulator.settled();
    const told = whatsapp.values().flatMap(({ statuses }) => statuses);
    expect(told).toHaveLength(failures);
    for (const one of told) {
      expect(one).toMatchObject({
        status: 'failed',
        biz_opaque_callback_data: 'row-1',
        errors: [{ code: 131047, title: 'Re-engagement message' }],
      });
    }
  });
});

describe('rates', () => {
  it('lets 45 messages through to one person, then one every 6 seconds', async () => {
    for (let sent = 0; sent < 45; sent += 1) expect((await whatsapp.sendText('Hello')).status).toBe(200);
    const { status, body } = await whatsapp.sendText('Hello');
    expect([status, body.error.code]).toEqual([400, 131056]);
    await whatsapp.inbound({ from: '+66877777777', text: 'Hi' });
    expect((await whatsapp.send(text('Hello'), { to: '+66877777777' })).status).toBe(200);
    await whatsapp.pass(6_000);
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
    expect((await whatsapp.sendText('Hello')).body.error.code).toBe(131056);
  });

  it('answers the throughput limit as 429, or as 400 where told to', async () => {
    await whatsapp.faults({ rateLimited: { next: 1 } });
    expect(await whatsapp.sendText('Hello')).toMatchObject({
      status: 429,
      body: { error: { code: 130429, message: '(#130429) Rate limit hit' } },
    });
    await whatsapp.faults({ rateLimited: { next: 1, status: 400 } });
    expect(await whatsapp.sendText('Hello')).toMatchObject({ status: 400, body: { error: { code: 130429 } } });
  });
});

describe('who may call', () => {
  it.each<[string, Record<string, string>]>([
    ['without a token', {}],
    ['with a wrong token', { authorization: 'Bearer wrong' }],
  ])('nobody %s', async (_, headers) => {
    const { status, body } = await whatsapp.request('POST', MESSAGES, { messaging_product: 'whatsapp' }, headers);
    expect([status, body.error.code]).toEqual([401, 190]);
  });

  it('nobody once the token has expired', async () => {
    await whatsapp.faults({ tokenExpired: true });
    expect(await whatsapp.sendText('Hello')).toMatchObject({
      status: 401,
      body: { error: { code: 190, error_subcode: 463 } },
    });
    await whatsapp.faults({ tokenExpired: 0 });
    expect((await whatsapp.sendText('Hello')).status).toBe(200);
  });

  it('only by a version, a known object and a known edge', async () => {
    expect((await whatsapp.get('/messages')).body.error.code).toBe(2500);
    expect((await whatsapp.get('/v26.0/999')).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: 'GraphMethodException',
    });
    expect(
      (await whatsapp.request('POST', MESSAGES, '{', { authorization: 'Bearer local-whatsapp-token' })).body.error.code,
    ).toBe(100);
  });

  it('a doctor command learns about number, subscription and token', async () => {
    expect((await whatsapp.get('/v26.0/106540352242922')).body.display_phone_number).toBe('15550783881');
    expect(
      (await whatsapp.get('/v26.0/102290129340398/subscribed_apps')).body.data[0].whatsapp_business_api_data.id,
    ).toBe('670843887433847');
    expect((await whatsapp.get('/v26.0/debug_token?input_token=local-whatsapp-token')).body.data).toMatchObject({
      is_valid: true,
      app_id: '670843887433847',
    });
    expect((await whatsapp.get('/v26.0/debug_token?input_token=other')).body.data).toMatchObject({
      is_valid: false,
      error: { code: 190 },
    });
  });
});
