import { createHmac } from 'node:crypto';
import { lineUserId, ulid } from '../../../../local/simulators/line/identity.ts';
import { signatureOf } from '../../../../local/simulators/line/settings.ts';
import { createRandom } from '../../../../local/simulators/random.ts';
import { aLine, GROUP, type Line, USER } from './a-line.ts';

let line: Line;
beforeEach(async () => {
  line = await aLine();
});
afterEach(() => line.close());

describe('signatures', () => {
  it('agree with the vendor’s published example', () => {
    const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
    expect(signatureOf(body, '8c570fa6dd201bb328f1c1eac23a96d8')).toBe('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=');
  });

  it('are over the exact bytes, also where emoji are escaped', async () => {
    for (let nth = 0; nth < 2; nth += 1) await line.inbound({ text: 'เพลงเงียบ 🤨' });
    const [plain, escaped] = line.product.received;
    expect(plain?.text).toContain('🤨');
    expect(escaped?.text).toContain('\\uD83E\\uDD28');
    for (const { headers, text } of line.product.received) {
      expect(headers['x-line-signature']).toBe(createHmac('sha256', 'local-line-secret').update(text).digest('base64'));
      expect(JSON.parse(text).events[0].message.text).toBe('เพลงเงียบ 🤨');
    }
  });
});

describe('a person writing', () => {
  it('arrives with ids, tokens, time and source', async () => {
    const { body } = await line.inbound({ name: 'Anna', text: 'Hi' });
    const [event] = line.events();
    expect(line.product.received[0]?.json.destination).toBe('U8e742f61d673b39c7fff3cecb7536ef0');
    expect(body).toMatchObject({ status: 200, ids: [event.webhookEventId], userId: USER });
    expect(event).toEqual({
      type: 'message',
      mode: 'active',
      timestamp: Date.parse('2026-11-21T10:00:00Z'),
      source: { type: 'user', userId: USER },
      webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      deliveryContext: { isRedelivery: false },
      replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      message: {
        type: 'text',
        id: expect.stringMatching(/^\d{18}$/),
        text: 'Hi',
        quoteToken: expect.any(String),
        markAsReadToken: expect.any(String),
      },
    });
    expect(ulid(new Date(1469918176385), createRandom('x')).slice(0, 10)).toBe('01ARYZ6S41');
  });

  it('may go by any name, which always gives the same user id', async () => {
    const { body } = await line.inbound({ userId: 'anna', text: 'Hi' });
    expect(body.userId).toBe(lineUserId('anna'));
    expect(body.userId).toMatch(/^U[0-9a-f]{32}$/);
    await line.push([{ type: 'text', text: 'Hello' }], {}, body.userId);
    expect(await line.messages('?to=anna')).toHaveLength(1);
  });

  it('sends fragments one by one, or several events in one call', async () => {
    await line.inbound({ fragments: ['a', 'b'] });
    await line.inbound({ fragments: ['c', 'd'], batch: true });
    const texts = line.product.received.map(({ json }) =>
      json.events.map((event: { message: { text: string } }) => event.message.text),
    );
    expect(texts).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  it('sends copies with the same event id', async () => {
    await line.inbound({ text: 'Hi', copies: 3 });
    expect(new Set(line.events().map(({ webhookEventId }) => webhookEventId)).size).toBe(1);
    expect(line.events()).toHaveLength(3);
  });

  it.each<[string, object, object, string[]]>([
    [
      'a sticker',
      { message: { type: 'sticker', packageId: '1', stickerId: '2' } },
      { message: { type: 'sticker', packageId: '1' } },
      [],
    ],
    ['a photo', { type: 'message', message: { type: 'image' } }, { type: 'message', message: { type: 'image' } }, []],
    ['a follow', { type: 'follow', follow: { isUnblocked: false } }, { type: 'follow' }, ['message']],
    ['an unfollow', { type: 'unfollow' }, { type: 'unfollow' }, ['message', 'replyToken']],
    [
      'an unsend',
      { type: 'unsend', unsend: { messageId: '1' } },
      { unsend: { messageId: '1' } },
      ['message', 'replyToken'],
    ],
    ['an unknown event', { type: 'teleported', odd: 1 }, { type: 'teleported', odd: 1 }, ['message']],
    [
      'a group message without user',
      { source: { type: 'group', groupId: GROUP } },
      { source: { type: 'group', groupId: GROUP } },
      [],
    ],
    ['standby', { mode: 'standby' }, { mode: 'standby' }, ['replyToken']],
  ])('sends %s given as raw event', async (_, raw, expected, absent) => {
    await line.inbound({ text: 'Hi', raw });
    const [event] = line.events();
    expect(event).toMatchObject({ ...expected, webhookEventId: expect.any(String), timestamp: expect.any(Number) });
    for (const name of absent) expect(event).not.toHaveProperty(name);
  });

  it('sends a whole raw body, whose reply tokens then work', async () => {
    const event = {
      type: 'message',
      timestamp: 1,
      replyToken: 'tok',
      source: { userId: USER },
      webhookEventId: 'E1',
      message: { type: 'text', text: 'x' },
    };
    const { body } = await line.inbound({ raw: { events: [event] } });
    expect(body.ids).toEqual(['E1']);
    expect(line.events()).toEqual([event]);
    expect((await line.reply('tok')).status).toBe(200);
    expect(await line.messages(`?to=${USER}`)).toHaveLength(1);
  });

  it('can be seen for the first time as a redelivery', async () => {
    await line.inbound({ text: 'Hi', redelivered: true });
    expect(line.events()[0].deliveryContext).toEqual({ isRedelivery: true });
  });

  it('taps buttons and quick replies of what was sent to them', async () => {
    const quickReply = {
      items: [
        { type: 'action', action: { type: 'postback', label: 'Yes', data: 'a=yes', displayText: 'Yes' } },
        { type: 'action', action: { type: 'message', label: 'No', text: 'No, thanks' } },
      ],
    };
    await line.push([{ type: 'text', text: 'Right?', quickReply }]);
    await line.inbound({ tap: { title: 'Yes' } });
    await line.inbound({ tap: { title: 'No' } });
    await line.inbound({ tap: { id: 'a=else', title: 'Else' } });
    const [yes, no, other] = line.events();
    expect(yes).toMatchObject({ type: 'postback', postback: { data: 'a=yes' }, replyToken: expect.any(String) });
    expect(no).toMatchObject({ type: 'message', message: { type: 'text', text: 'No, thanks' } });
    expect(other).toMatchObject({ type: 'postback', postback: { data: 'a=else' } });
  });

  it('is told what is missing when the door is used wrongly', async () => {
    expect((await line.inbound({ userId: undefined })).status).toBe(400);
    expect((await line.inbound({ text: 'Hi', at: 'soon' })).status).toBe(400);
  });
});

describe('webhooks the product does not answer in time', () => {
  it('are lost for ever on a fresh channel', async () => {
    line.product.answerNext(500);
    expect((await line.inbound({ text: 'Hi' })).body.status).toBe(500);
    await line.pass(86_400_000);
    expect(line.events()).toHaveLength(1);
  });

  it('count as failed after two seconds', async () => {
    line.product.answerNext('silence');
    const answered = line.inbound({ text: 'Hi' });
    await line.time.untilWaiting(2_000);
    line.time.advance(2_000);
    expect((await answered).body).toMatchObject({ status: 0, answers: [{ error: 'request_timeout' }] });
  });

  it('come again when redelivery is on: same id, token and time, marked as redelivery', async () => {
    await line.faults({ redelivery: true });
    line.product.answerNext(500, 500, 204);
    await line.inbound({ text: 'Hi' });
    await line.pass(10_000);
    await line.pass(60_000);
    await line.pass(86_400_000);
    const [first, second, third, ...more] = line.events();
    expect(more).toEqual([]);
    expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
    expect(third).toEqual(second);
    const listed = (await line.request('GET', '/_sim/webhooks')).body;
    expect(listed.map(({ status }: { status: number }) => status)).toEqual([500, 500, 204]);
  });

  it('are given up after the last gap', async () => {
    await line.faults({ redelivery: true });
    line.product.answerNext(...Array<number>(9).fill(500));
    await line.inbound({ text: 'Hi' });
    for (let round = 0; round < 8; round += 1) await line.pass(900_000);
    expect(line.events()).toHaveLength(5);
  });
});

describe('disorder', () => {
  it('sends webhooks twice or lets later ones overtake', async () => {
    await line.faults({ duplicateWebhooks: { next: 1 } });
    await line.inbound({ text: 'twice' });
    expect(line.events()).toHaveLength(2);
    await line.faults({ outOfOrderWebhooks: { next: 1 } });
    const answered = line.inbound({ fragments: ['first', 'second'] });
    await line.time.untilWaiting(700);
    while (line.events().length < 3) await new Promise((resolve) => setImmediate(resolve));
    line.time.advance(700);
    await answered;
    expect(line.events().map(({ message }) => message.text)).toEqual(['twice', 'twice', 'second', 'first']);
  });
});
