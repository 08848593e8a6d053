import { readLineWebhook } from '../../lambdas/clients/line/webhook.ts';
import { readWhatsAppWebhook } from '../../lambdas/clients/whatsapp/webhook.ts';

const whatsApp = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }] }],
});
const from = { from: '66812345678', from_user_id: 'TH.13491208655302741918', id: 'wamid.A', timestamp: '1749416383' };
const contentOf = (message: object) =>
  readWhatsAppWebhook(whatsApp({ messages: [{ ...from, ...message }] })).messages[0]?.content;

describe('a WhatsApp webhook', () => {
  it('names the sender by scoped id and phone, with the profile beside it', () => {
    const contacts = [{ profile: { name: 'Anna' }, wa_id: '66812345678', user_id: 'TH.13491208655302741918' }];
    const { messages } = readWhatsAppWebhook(
      whatsApp({ contacts, messages: [{ ...from, type: 'text', text: { body: 'Hi' } }] }),
    );
    expect(messages).toEqual([
      {
        id: 'wamid.A',
        phone: '66812345678',
        userId: 'TH.13491208655302741918',
        profileName: 'Anna',
        sentAt: new Date(1749416383000),
        content: { kind: 'text', text: 'Hi' },
      },
    ]);
  });

  it('finds the scoped id beside the message where the message itself lacks it', () => {
    const contacts = [{ wa_id: '66812345678', user_id: 'TH.1' }];
    const message = { from: '66812345678', id: 'w', timestamp: '1', type: 'text', text: { body: 'x' } };
    expect(readWhatsAppWebhook(whatsApp({ contacts, messages: [message] })).messages[0]).toMatchObject({
      userId: 'TH.1',
    });
  });

  it.each([
    [
      { type: 'text', text: { body: 'สวัสดี' } },
      { kind: 'text', text: 'สวัสดี' },
    ],
    [
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
      { kind: 'tap', id: 'yes', title: 'Yes' },
    ],
    [
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Row' } } },
      { kind: 'tap', id: 'r1', title: 'Row' },
    ],
    [
      { type: 'button', button: { payload: 'PAY', text: 'Yes' } },
      { kind: 'tap', id: 'PAY', title: 'Yes' },
    ],
    [
      { type: 'image', image: { id: '1', caption: 'lobby' } },
      { kind: 'other', type: 'image', caption: 'lobby' },
    ],
    [
      { type: 'audio', audio: { id: '1', voice: true } },
      { kind: 'other', type: 'audio' },
    ],
    [
      { type: 'sticker', sticker: {} },
      { kind: 'other', type: 'sticker' },
    ],
    [
      { type: 'location', location: { latitude: 1, longitude: 2 } },
      { kind: 'other', type: 'location' },
    ],
    [
      { type: 'unsupported', errors: [{ code: 131051 }] },
      { kind: 'other', type: 'unsupported' },
    ],
    [
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: {} } },
      { kind: 'other', type: 'interactive' },
    ],
    [
      { type: 'hologram', hologram: { deep: [] } },
      { kind: 'other', type: 'hologram' },
    ],
    [{ type: 'text' }, { kind: 'other', type: 'text' }],
  ])('reads %j', (message, content) => expect(contentOf(message)).toEqual(content));

  it.each([
    [{ ...from, type: 'reaction', reaction: { emoji: '👍' } }, 'reaction'],
    [{ ...from, type: 'system', system: { type: 'user_changed_number' } }, 'system'],
    [{ ...from, type: 'text', text: { body: 'x' }, group_id: 'g' }, 'group-message'],
    [{ id: 'wamid.B', type: 'text', text: { body: 'x' } }, 'message-without-sender'],
    ['nonsense', 'message-without-sender'],
  ])('does not answer %j', (message, reason) =>
    expect(readWhatsAppWebhook(whatsApp({ messages: [message] }))).toEqual({
      messages: [],
      statuses: [],
      ignored: [reason],
    }),
  );

  it('reads statuses, in any mixture with messages, and drops only what is unreadable', () => {
    const statuses = [
      { id: 'w1', status: 'read', timestamp: '1750263773', biz_opaque_callback_data: 'parcel:1:0:1:x' },
      { id: 'w2', status: 'failed', timestamp: 'soon', errors: [{ code: 131047 }] },
      { id: 'w3', status: 'played', timestamp: '1750263773' },
      { id: 'w4', status: 'teleported' },
    ];
    const read = readWhatsAppWebhook(
      whatsApp({ statuses, messages: [null, { ...from, type: 'text', text: { body: 'Hi' } }] }),
    );
    expect(read.messages).toHaveLength(1);
    expect(read.statuses).toEqual([
      { messageId: 'w1', status: 'read', at: new Date(1750263773000), callbackData: 'parcel:1:0:1:x' },
      { messageId: 'w2', status: 'failed', errorCode: 131047 },
      { messageId: 'w3', status: 'read', at: new Date(1750263773000) },
    ]);
    expect(read.ignored).toEqual(['message-without-sender', 'other-status']);
  });

  it.each([undefined, null, 1, 'x', [], {}, { entry: 1 }, { entry: [null, { changes: [{ value: [] }, 7] }] }])(
    'of the shape %j is read without complaint',
    (body) => expect(readWhatsAppWebhook(body)).toMatchObject({ messages: [], statuses: [] }),
  );
});

const line = (event: object) => ({ destination: 'U', events: [{ ...lineBase, ...event }] });
const lineBase = {
  mode: 'active',
  timestamp: 1625665242211,
  webhookEventId: '01FZ74A0TDDPYRVKNK77XKC3ZR',
  deliveryContext: { isRedelivery: false },
  source: { type: 'user', userId: 'U4af4980629' },
  replyToken: 'r1',
};

describe('a LINE webhook', () => {
  it.each([
    [
      { type: 'message', message: { type: 'text', id: '1', text: 'Hi' } },
      { kind: 'text', text: 'Hi' },
    ],
    [
      { type: 'message', message: { type: 'sticker', id: '1', packageId: '446' } },
      { kind: 'other', type: 'sticker' },
    ],
    [
      { type: 'message', message: { type: 'image', id: '1' } },
      { kind: 'other', type: 'image' },
    ],
    [
      { type: 'message', message: { type: 'hologram', id: '1' } },
      { kind: 'other', type: 'hologram' },
    ],
    [
      { type: 'postback', postback: { data: 'yes' } },
      { kind: 'tap', id: 'yes', title: '' },
    ],
    [
      { type: 'follow', follow: { isUnblocked: false } },
      { kind: 'other', type: 'follow' },
    ],
    [
      { type: 'join', source: { type: 'group', groupId: 'C1' } },
      { kind: 'other', type: 'group' },
    ],
    [
      {
        type: 'message',
        source: { type: 'group', groupId: 'C1' },
        message: { type: 'text', text: '@bot hi', mention: { mentionees: [{ isSelf: true }] } },
      },
      { kind: 'other', type: 'group' },
    ],
  ])('reads %j', (event, content) => {
    const [read] = readLineWebhook(line(event)).events;
    expect(read).toMatchObject({
      id: lineBase.webhookEventId,
      replyToken: 'r1',
      sentAt: new Date(1625665242211),
      content,
    });
  });

  it.each([
    [{ type: 'unsend', unsend: { messageId: '1' } }, 'unsend'],
    [{ type: 'unfollow' }, 'unfollow'],
    [{ type: 'message', mode: 'standby', message: { type: 'text', text: 'x' } }, 'standby'],
    [
      { type: 'message', source: { type: 'group', groupId: 'C1' }, message: { type: 'text', text: 'x' } },
      'group-event',
    ],
    [{ type: 'message', source: { type: 'user' }, message: { type: 'text', text: 'x' } }, 'event-without-sender'],
    [{ type: 'message', webhookEventId: undefined, message: { type: 'text', text: 'x' } }, 'event-without-id'],
  ])('does not answer %j', (event, reason) =>
    expect(readLineWebhook(line(event))).toEqual({ events: [], ignored: [reason] }),
  );

  it('reads the verification call, which has no events', () =>
    expect(readLineWebhook({ destination: 'U', events: [] })).toEqual({ events: [], ignored: [] }));

  it('survives a time outside the calendar', () =>
    expect(readLineWebhook(line({ type: 'follow', timestamp: 1e300 })).events[0]).not.toHaveProperty('sentAt'));
});
