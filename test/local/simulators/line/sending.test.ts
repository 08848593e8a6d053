import { isLineError, LINE_ERRORS } from '../../../../local/simulators/line/line-errors.ts';
import { aLine, GROUP, type Line, USER } from './a-line.ts';

const MINUTE = 60_000;
const KEY = { 'x-line-retry-key': '123e4567-e89b-12d3-a456-426614174000' };
const text = (words: string, more: object = {}) => ({ type: 'text', text: words, ...more });
const postback = (more: object = {}) => ({ type: 'postback', label: 'Yes', data: 'a=yes', ...more });
const quick = (action: object, count = 1) =>
  text('Right?', { quickReply: { items: Array.from({ length: count }, () => ({ type: 'action', action })) } });
const template = (content: object) => ({ type: 'template', altText: 'Choose', template: content });
const buttons = (more: object = {}) => template({ type: 'buttons', text: 'Right?', actions: [postback()], ...more });
const confirm = (more: object = {}) =>
  template({ type: 'confirm', text: 'Right?', actions: [postback(), postback()], ...more });
const column = (more: object = {}) => ({ text: 'Hilton', actions: [postback()], ...more });
const carousel = (columns: object[]) => template({ type: 'carousel', columns });
const bubble = (body: object, more: object = {}) => ({
  type: 'bubble',
  body: { type: 'box', layout: 'vertical', contents: [body] },
  ...more,
});
const flex = (contents: object, altText = 'Venue') => ({ type: 'flex', altText, contents });
const long = (length: number) => 'x'.repeat(length);

let line: Line;
beforeEach(async () => {
  line = await aLine();
});
afterEach(() => line.close());

describe('a reply', () => {
  it('uses its token up, costs no quota and is shown as sent', async () => {
    const token = await line.freshToken();
    const { status, body, headers } = await line.reply(token, [text('One'), text('Two')]);
    expect(status).toBe(200);
    expect(body.sentMessages).toEqual([
      { id: expect.any(String), quoteToken: expect.any(String) },
      { id: expect.any(String), quoteToken: expect.any(String) },
    ]);
    expect(headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await line.reply(token)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
    expect(await line.messages(`?to=${USER}`)).toMatchObject([
      {
        at: '2026-11-21T10:00:00.000Z',
        to: USER,
        type: 'text',
        text: 'One',
        body: { type: 'text', text: 'One' },
        status: 'delivered',
        via: 'reply',
      },
      { text: 'Two' },
    ]);
    expect((await line.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 0 });
  });

  it('works for a minute and not longer', async () => {
    const [early, late] = [await line.freshToken(), await line.freshToken()];
    await line.pass(MINUTE - 1);
    expect((await line.reply(early)).status).toBe(200);
    await line.pass(1);
    expect((await line.reply(late)).body).toEqual({ message: 'Invalid reply token' });
    expect((await line.reply('never-issued')).body).toEqual({ message: 'Invalid reply token' });
  });

  it('leaves the token alone when the body is wrong', async () => {
    const token = await line.freshToken();
    expect((await line.reply(token, [])).status).toBe(400);
    expect((await line.reply(token)).status).toBe(200);
  });

  it('takes no retry key', async () => {
    const body = { replyToken: await line.freshToken(), messages: [text('Hello')] };
    expect((await line.call('POST', '/v2/bot/message/reply', body, KEY)).status).toBe(400);
  });

  it('can be told that its token has expired', async () => {
    await line.faults({ replyTokenExpired: { next: 1 } });
    const token = await line.freshToken();
    expect((await line.reply(token)).body.message).toBe('Invalid reply token');
  });

  it.each([
    ['works for a minute from the redelivery', 10 * MINUTE, MINUTE - 1, 200],
    ['does not outlive that minute', 10 * MINUTE, MINUTE, 400],
    ['does not work when the event is older than 20 minutes', 20 * MINUTE + 1, 0, 400],
    ['still works at 20 minutes', 20 * MINUTE, 0, 200],
  ])('to a redelivered event %s', async (_, gap, later, status) => {
    await line.close();
    line = await aLine({ redelivery: true, redeliveryGapsMs: [gap] });
    line.product.answerNext(500);
    await line.inbound({ text: 'Hi' });
    await line.pass(gap);
    await line.pass(later);
    expect(line.events()).toHaveLength(2);
    expect((await line.reply(line.events()[1].replyToken)).status).toBe(status);
  });

  it('to a redelivered event does not work when its token was used before', async () => {
    await line.close();
    line = await aLine({ redelivery: true, redeliveryGapsMs: [1_000] });
    line.product.answerNext(500);
    await line.inbound({ text: 'Hi' });
    expect((await line.reply(line.events()[0].replyToken)).status).toBe(200);
    await line.pass(1_000);
    expect((await line.reply(line.events()[1].replyToken)).status).toBe(400);
  });
});

describe('a push', () => {
  it('with a retry key is done once, and told so with the same messages', async () => {
    const first = await line.push([text('Hello')], KEY);
    const again = await line.push([text('Hello')], KEY);
    expect(first.status).toBe(200);
    expect(again.status).toBe(409);
    expect(again.body).toEqual({ message: 'The retry key is already accepted', sentMessages: first.body.sentMessages });
    expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
    expect(again.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'));
    expect(await line.messages()).toHaveLength(1);
    await line.pass(24 * 60 * MINUTE);
    expect((await line.push([text('Hello')], KEY)).status).toBe(200);
  });

  it('does not bind its retry key when it failed', async () => {
    await line.faults({ http500: { next: 1 } });
    expect((await line.push([text('Hello')], KEY)).status).toBe(500);
    expect((await line.push([], KEY)).status).toBe(400);
    expect((await line.push([text('Hello')], KEY)).status).toBe(200);
    expect((await line.push([text('Hello')], { 'x-line-retry-key': 'not-a-uuid' })).status).toBe(400);
  });

  it('is known to be accepted by its retry key when the answer was lost', async () => {
    await line.faults({ lostResponse: { next: 1 } });
    await expect(line.push([text('Hello')], KEY)).rejects.toThrow();
    expect((await line.push([text('Hello')], KEY)).status).toBe(409);
    expect(await line.messages()).toHaveLength(1);
  });

  it('to somebody who blocked the account is accepted and never arrives', async () => {
    await line.inbound({ raw: { type: 'unfollow' } });
    expect((await line.push([text('Hello')])).status).toBe(200);
    expect(await line.messages()).toMatchObject([{ status: 'not-delivered' }]);
    expect((await line.call('GET', '/v2/bot/message/quota/consumption')).body.totalUsage).toBe(0);
    await line.inbound({ raw: { type: 'follow' } });
    await line.push([text('Hello')]);
    expect((await line.messages())[1]).toMatchObject({ status: 'delivered' });
    await line.request('POST', '/_sim/people', { userId: USER, blocked: true });
    await line.push([text('Hello')]);
    expect((await line.messages())[2]).toMatchObject({ status: 'not-delivered' });
  });

  it('to an unknown user is refused', async () => {
    await line.request('POST', '/_sim/people', { userId: USER, unknown: true });
    expect(await line.push([text('Hello')])).toMatchObject({
      status: 400,
      body: { message: 'Failed to send messages' },
    });
  });

  it('goes to groups, not to nonsense', async () => {
    expect((await line.push([text('Hello')], {}, GROUP)).status).toBe(200);
    expect((await line.push([text('Hello')], {}, 'anna')).body.message).toMatch(
      /^The property, 'to', in the request body is invalid/,
    );
    expect((await line.push([text('Hello')], {}, undefined)).status).toBe(200);
    expect((await line.call('POST', '/v2/bot/message/push', { messages: [text('x')] })).body.details[0].property).toBe(
      'to',
    );
  });

  it('counts recipients, and stops at the monthly limit until the month turns in Tokyo', async () => {
    await line.faults({ monthlyQuota: 2 });
    expect((await line.call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 2 });
    await line.push([text('a'), text('b'), text('c')]);
    expect((await line.push([text('Hello')])).status).toBe(200);
    expect(await line.push([text('Hello')])).toMatchObject({
      status: 429,
      body: { message: 'You have reached your monthly limit.' },
    });
    expect((await line.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 2 });
    expect((await line.reply(await line.freshToken())).status).toBe(200);
    await line.pass(Date.parse('2026-11-30T15:00:00Z') - line.time.clock().getTime());
    expect((await line.push([text('Hello')])).status).toBe(200);
    await line.faults({ monthlyQuota: null });
    expect((await line.call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'none' });
  });

  it('tells the rate limit from the monthly limit by words only', async () => {
    await line.faults({ rateLimited: { next: 1 } });
    expect(await line.push([text('Hello')])).toMatchObject({
      status: 429,
      body: { message: 'The API rate limit has been exceeded. Try again later.' },
    });
    await line.faults({ monthlyLimit: { next: 1 } });
    expect(await line.push([text('Hello')])).toMatchObject({
      status: 429,
      body: { message: 'You have reached your monthly limit.' },
    });
  });

  it('can be accepted and never arrive', async () => {
    await line.faults({ acceptedThenFailed: { next: 1 } });
    expect((await line.push([text('Hello')])).status).toBe(200);
    expect((await line.messages())[0].status).toBe('not-delivered');
  });
});

describe('messages LINE would refuse', () => {
  const here = 'messages[0]';
  it.each<[string, unknown, string, RegExp]>([
    ['none', [], 'messages', /May not be empty/],
    ['six', Array.from({ length: 6 }, () => text('x')), 'messages', /between 1 and 5/],
    ['of unknown type', [{ type: 'fax' }], `${here}.type`, /Must be one of the following values: \[text,/],
    ['empty text', [text('')], `${here}.text`, /May not be empty/],
    ['5,001 characters', [text(long(5_001))], `${here}.text`, /between 0 and 5000/],
    ['2,501 emoji, each two units', [text('🎵'.repeat(2_501))], `${here}.text`, /5000/],
    ['text that is no text', [{ type: 'text', text: 5 }], `${here}.text`, /string/],
    ['14 quick replies', [quick(postback(), 14)], `${here}.quickReply.items`, /between 1 and 13/],
    [
      'a quick reply without label',
      [quick(postback({ label: undefined }))],
      `${here}.quickReply.items[0].action.label`,
      /must be specified/,
    ],
    [
      'a quick reply label over 20',
      [quick(postback({ label: long(21) }))],
      `${here}.quickReply.items[0].action.label`,
      /longer than 20/,
    ],
    [
      'a quick reply that is no action',
      [text('x', { quickReply: { items: [{ type: 'x', action: postback() }] } })],
      `${here}.quickReply.items[0].type`,
      /action/,
    ],
    [
      'a message action without text',
      [quick({ type: 'message', label: 'A' })],
      `${here}.quickReply.items[0].action.text`,
      /must be specified/,
    ],
    [
      'a message action over 300',
      [quick({ type: 'message', label: 'A', text: long(301) })],
      `${here}.quickReply.items[0].action.text`,
      /300/,
    ],
    [
      'postback data over 300',
      [quick(postback({ data: long(301) }))],
      `${here}.quickReply.items[0].action.data`,
      /300/,
    ],
    [
      'display text over 300',
      [quick(postback({ displayText: long(301) }))],
      `${here}.quickReply.items[0].action.displayText`,
      /300/,
    ],
    [
      'text beside display text',
      [quick(postback({ displayText: 'a', text: 'b' }))],
      `${here}.quickReply.items[0].action.text`,
      /same time/,
    ],
    [
      'a link over 1,000',
      [quick({ type: 'uri', label: 'A', uri: long(1_001) })],
      `${here}.quickReply.items[0].action.uri`,
      /1000/,
    ],
    ['an unknown action', [quick({ type: 'x' })], `${here}.quickReply.items[0].action.type`, /Must be one of/],
    [
      'no action',
      [text('x', { quickReply: { items: [{ type: 'action' }] } })],
      `${here}.quickReply.items[0].action`,
      /May not be empty/,
    ],
    ['a sender name over 20', [text('x', { sender: { name: long(21) } })], `${here}.sender.name`, /20/],
    ['no alternative text', [{ ...buttons(), altText: undefined }], `${here}.altText`, /May not be empty/],
    ['no template', [{ type: 'template', altText: 'x' }], `${here}.template`, /May not be empty/],
    ['an unknown template', [template({ type: 'x' })], `${here}.template.type`, /Must be one of/],
    ['a buttons title over 40', [buttons({ title: long(41) })], `${here}.template.title`, /40/],
    ['buttons text over 160', [buttons({ text: long(161) })], `${here}.template.text`, /160/],
    ['buttons text over 60 beside a title', [buttons({ title: 'a', text: long(61) })], `${here}.template.text`, /60/],
    [
      'five buttons',
      [buttons({ actions: Array.from({ length: 5 }, () => postback()) })],
      `${here}.template.actions`,
      /between 1 and 4/,
    ],
    [
      'a button label over 20',
      [buttons({ actions: [postback({ label: long(21) })] })],
      `${here}.template.actions[0].label`,
      /20/,
    ],
    ['confirm text over 240', [confirm({ text: long(241) })], `${here}.template.text`, /240/],
    ['a confirm with one action', [confirm({ actions: [postback()] })], `${here}.template.actions`, /between 2 and 2/],
    [
      'eleven columns',
      [carousel(Array.from({ length: 11 }, () => column()))],
      `${here}.template.columns`,
      /between 1 and 10/,
    ],
    ['column text over 120', [carousel([column({ text: long(121) })])], `${here}.template.columns[0].text`, /120/],
    [
      'column text over 60 beside an image',
      [carousel([column({ thumbnailImageUrl: 'https://x', text: long(61) })])],
      `${here}.template.columns[0].text`,
      /60/,
    ],
    [
      'four actions in a column',
      [carousel([column({ actions: Array.from({ length: 4 }, () => postback()) })])],
      `${here}.template.columns[0].actions`,
      /between 1 and 3/,
    ],
    [
      'columns of unequal actions',
      [carousel([column(), column({ actions: [postback(), postback()] })])],
      `${here}.template.columns`,
      /same/,
    ],
    [
      'an image carousel without image',
      [template({ type: 'image_carousel', columns: [{ action: postback() }] })],
      `${here}.template.columns[0].imageUrl`,
      /empty/,
    ],
    [
      'a flex alternative text over 1,500',
      [flex(bubble({ type: 'text', text: 'Hi' }), long(1_501))],
      `${here}.altText`,
      /1500/,
    ],
    ['a flex bubble over 30 KB', [flex(bubble({ type: 'text', text: long(31_000) }))], `${here}.contents`, /too large/],
    [
      '13 flex bubbles',
      [flex({ type: 'carousel', contents: Array.from({ length: 13 }, () => bubble({ type: 'text', text: 'Hi' })) })],
      `${here}.contents.contents`,
      /between 1 and 12/,
    ],
    [
      'a flex button label over 40',
      [flex(bubble({ type: 'button', action: postback({ label: long(41) }) }))],
      `${here}.contents.body.contents[0].action.label`,
      /40/,
    ],
    [
      'empty flex text',
      [flex(bubble({ type: 'text' }))],
      `${here}.contents.body.contents[0].text`,
      /must be specified/,
    ],
    ['an unknown flex container', [flex({ type: 'x' })], `${here}.contents.type`, /Must be one of/],
    ['a sticker without id', [{ type: 'sticker', packageId: '1' }], `${here}.stickerId`, /empty/],
    [
      'an image over http',
      [{ type: 'image', originalContentUrl: 'http://x', previewImageUrl: 'https://x' }],
      `${here}.originalContentUrl`,
      /scheme/,
    ],
    [
      'a location without place',
      [{ type: 'location', title: 'a', address: 'b', longitude: 1 }],
      `${here}.latitude`,
      /specified/,
    ],
  ])('%s', async (_, messages, property, words) => {
    const { status, body } = await line.push(messages);
    expect(status).toBe(400);
    expect(body.message).toBe(`The request body has ${body.details.length} error(s)`);
    expect(body.details).toContainEqual({ property, message: expect.stringMatching(words) });
    expect(await line.messages()).toEqual([]);
    const dryRun = await line.call('POST', '/v2/bot/message/validate/push', { messages });
    expect(dryRun.body).toEqual(body);
  });

  it('names every mistake at once', async () => {
    const { body } = await line.push([text(''), { type: 'fax' }]);
    expect(body.message).toBe('The request body has 2 error(s)');
    expect(body.details.map(({ property }: { property: string }) => property)).toEqual([
      'messages[0].text',
      'messages[1].type',
    ]);
  });

  it('and those at the limit pass', async () => {
    const family = '👨‍👩‍👧';
    const messages = [
      text(long(5_000)),
      quick(postback({ label: family.repeat(20) }), 13),
      confirm(),
      carousel([column(), column()]),
      buttons({ text: long(160) }),
    ];
    expect((await line.call('POST', '/v2/bot/message/validate/reply', { messages })).body).toEqual({});
    expect((await line.push(messages)).status).toBe(200);
    expect((await line.messages()).map((message) => message.text.slice(0, 20))).toEqual([
      long(20),
      'Right?',
      'Right?',
      'Hilton\nHilton',
      long(20),
    ]);
  });

  it('a flex message reads as its words, without its buttons', async () => {
    const contents = bubble(
      { type: 'text', text: 'Is this your venue?' },
      { footer: { type: 'box', contents: [{ type: 'button', action: postback() }] } },
    );
    await line.push([flex(contents)]);
    expect((await line.messages())[0].text).toBe('Is this your venue?');
  });
});

describe('other calls', () => {
  it.each<[string, Record<string, string>]>([
    ['without a token', { authorization: '' }],
    ['with a wrong token', { authorization: 'Bearer wrong' }],
  ])('are refused %s', async (_, headers) => {
    const { status, body, headers: answered } = await line.call('GET', '/v2/bot/info', undefined, headers);
    expect(status).toBe(401);
    expect(body.message).toMatch(/^Authentication failed due to the following reason:/);
    expect(answered.get('x-line-request-id')).toBeTruthy();
  });

  it.each(Object.keys(LINE_ERRORS).filter(isLineError))('can be refused as %s', async (error) => {
    await line.faults({ refused: { next: 1, error } });
    const { status, message } = LINE_ERRORS[error];
    expect(await line.push([text('Hello')])).toMatchObject({ status, body: { message } });
  });

  it('fail as switched', async () => {
    await line.faults({ tokenExpired: { next: 1 } });
    expect((await line.push([text('x')])).status).toBe(401);
    await line.faults({ http503: { next: 1 } });
    expect((await line.push([text('x')])).status).toBe(503);
    await line.faults({ timeout: { next: 1, seconds: 5 } });
    const hanging = line.push([text('x')]);
    await line.time.untilWaiting(5_000);
    line.time.advance(5_000);
    await expect(hanging).rejects.toThrow();
    expect(await line.messages()).toEqual([]);
  });

  it('refuse more than 2 MB and what is not JSON', async () => {
    expect((await line.push([text(long(2_100_000))])).status).toBe(413);
    expect((await line.call('POST', '/v2/bot/message/push', '{')).status).toBe(400);
  });

  it('know the profile of those who wrote and did not block', async () => {
    expect((await line.call('GET', `/v2/bot/profile/${USER}`)).status).toBe(404);
    await line.inbound({ name: 'Anna', text: 'Hi' });
    expect((await line.call('GET', `/v2/bot/profile/${USER}`)).body).toEqual({
      displayName: 'Anna',
      userId: USER,
      language: 'th',
    });
    await line.inbound({ raw: { type: 'unfollow' } });
    expect(await line.call('GET', `/v2/bot/profile/${USER}`)).toMatchObject({
      status: 404,
      body: { message: 'Not found' },
    });
  });

  it.each<[object, number]>([
    [{ chatId: USER }, 202],
    [{ chatId: USER, loadingSeconds: 60 }, 202],
    [{ chatId: USER, loadingSeconds: 61 }, 400],
    [{ chatId: USER, loadingSeconds: 7 }, 400],
    [{ chatId: GROUP }, 400],
  ])('show loading dots for %j: %i', async (body, status) => {
    expect((await line.call('POST', '/v2/bot/chat/loading/start', body)).status).toBe(status);
  });

  it('mark a message read by its own token', async () => {
    await line.inbound({ text: 'Hi' });
    const { markAsReadToken } = line.events()[0].message;
    expect((await line.call('POST', '/v2/bot/chat/markAsRead', { markAsReadToken })).status).toBe(200);
    expect((await line.messages('?all=1'))[0]).toMatchObject({ direction: 'in', status: 'read', text: 'Hi' });
    expect((await line.call('POST', '/v2/bot/chat/markAsRead', { markAsReadToken: 'x' })).status).toBe(400);
  });

  it('let a doctor command look at the webhook and the token', async () => {
    const { endpoint, active } = (await line.call('GET', '/v2/bot/channel/webhook/endpoint')).body;
    expect([endpoint, active]).toEqual([`${line.product.url}/webhooks/line`, true]);
    const test = async () => (await line.call('POST', '/v2/bot/channel/webhook/test', {})).body;
    expect(await test()).toEqual({
      success: true,
      timestamp: '2026-11-21T10:00:00.000Z',
      statusCode: 200,
      reason: 'OK',
      detail: '200',
    });
    expect(line.product.received[0]?.json.events).toEqual([]);
    line.product.answerNext(401);
    expect(await test()).toMatchObject({ success: false, statusCode: 401, reason: 'ERROR_STATUS_CODE' });
    expect((await line.call('GET', '/oauth2/v2.1/verify?access_token=local-line-token')).status).toBe(200);
    expect((await line.call('GET', '/oauth2/v2.1/verify?access_token=other')).status).toBe(400);
    await line.product.close();
    expect(await test()).toMatchObject({ success: false, statusCode: 0, reason: 'COULD_NOT_CONNECT' });
  });

  it('are forgotten on reset', async () => {
    const token = await line.freshToken();
    await line.push([text('Hello')], KEY);
    await line.faults({ http500: true });
    await line.request('POST', '/_sim/reset');
    expect(await line.messages('?all=1')).toEqual([]);
    expect((await line.reply(token)).status).toBe(400);
    expect((await line.push([text('Hello')], KEY)).status).toBe(200);
  });
});
