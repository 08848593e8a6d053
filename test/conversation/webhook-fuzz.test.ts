import { createHmac } from 'node:crypto';
import { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';
import { DeliveryStatus } from '../../lambdas/conversation/ingest/delivery-status.ts';
import { type IngestPorts, receiveLine, receiveWhatsApp } from '../../lambdas/conversation/ingest/receive-webhook.ts';

/** Deterministic, so that a failure can be run again: mulberry32. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const oddities: unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  ' ',
  'x'.repeat(6_000),
  '\u0000',
  '\ud83e',
  '\uFFFE',
  [],
  {},
  [[]],
  [null],
  { text: { body: {} } },
  '__proto__',
  'constructor',
  '2026-11-21',
  9007199254740991,
  'สวัสดี👩‍👩‍👧‍👦',
];

/** The same tree with one to four places replaced, dropped, doubled or renamed. */
function mutate(tree: unknown, random: (below: number) => number): unknown {
  const copy = structuredClone(tree);
  for (let times = 1 + random(4); times > 0; times--) {
    const places = placesIn(copy);
    const place = places[random(places.length)];
    if (!place) continue;
    const { holder, key } = place;
    switch (random(4)) {
      case 0:
        holder[key] = structuredClone(oddities[random(oddities.length)]);
        break;
      case 1:
        delete holder[key];
        break;
      case 2:
        holder[`${key}x`] = structuredClone(holder[key]);
        break;
      default:
        holder[key] = [holder[key], structuredClone(holder[key])];
    }
  }
  return copy;
}

type Holder = Record<string, unknown>;
function placesIn(tree: unknown, places: { holder: Holder; key: string }[] = []) {
  if (typeof tree !== 'object' || tree === null) return places;
  for (const key of Object.keys(tree)) {
    places.push({ holder: tree as Holder, key });
    placesIn((tree as Holder)[key], places);
  }
  return places;
}

const whatsAppMessages = [
  { type: 'text', text: { body: 'no music in the lobby' } },
  { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
  { type: 'image', image: { id: '1', caption: 'x' } },
  { type: 'reaction', reaction: { message_id: 'w', emoji: '👍' } },
].map((part, i) => ({ from: '66812345678', from_user_id: 'TH.1', id: `wamid.${i}`, timestamp: '1763719200', ...part }));
const whatsAppChange = {
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: '1' },
    contacts: [{ profile: { name: 'Anna' }, wa_id: '66812345678', user_id: 'TH.1' }],
    messages: whatsAppMessages,
    statuses: [
      { id: 'w', status: 'read', timestamp: '1763719200', errors: [{ code: 1 }], biz_opaque_callback_data: 'x' },
    ],
  },
};
const lineEvents = [
  { type: 'message', message: { type: 'text', id: '1', text: 'เพลงไม่ดัง' } },
  { type: 'message', message: { type: 'sticker', id: '1' } },
  { type: 'postback', postback: { data: 'yes' } },
  { type: 'join', source: { type: 'group', groupId: 'C1' } },
].map((part, i) => ({
  webhookEventId: `e${i}`,
  timestamp: 1763719200000,
  mode: 'active',
  replyToken: 'r',
  source: { type: 'user', userId: 'U1' },
  deliveryContext: { isRedelivery: false },
  ...part,
}));

const rounds = 10_000;

describe('mutated webhooks', () => {
  const queued: unknown[] = [];
  const ports: IngestPorts = {
    intake: {
      enqueue: async (messages, statuses) => {
        for (const message of messages) queued.push(InboundMessage.parse(JSON.parse(JSON.stringify(message))));
        for (const status of statuses) DeliveryStatus.parse(JSON.parse(JSON.stringify(status)));
      },
    },
    whatsAppSecret: async () => ({ appSecret: 'app', verifyToken: 'v' }),
    lineSecret: async () => ({ channelSecret: 'channel' }),
    clock: () => new Date('2026-11-21T10:00:00Z'),
  };
  const arrived = () => (queued.splice(0) as InboundMessage[]).map(({ fragment }) => fragment.eventId);

  it(`of WhatsApp, ${rounds} of them, are all answered and lose no whole message beside them`, async () => {
    const random = randomFrom(1);
    const whole = {
      from: '66800000000',
      id: 'wamid.whole',
      timestamp: '1763719200',
      type: 'text',
      text: { body: 'Hi' },
    };
    for (let round = 0; round < rounds; round++) {
      const change = mutate(whatsAppChange, random);
      const tree = { object: 'x', entry: [{ changes: [change, { field: 'messages', value: { messages: [whole] } }] }] };
      const body = Buffer.from(JSON.stringify(tree));
      const signature = `sha256=${createHmac('sha256', 'app').update(body).digest('hex')}`;
      expect((await receiveWhatsApp(body, signature, ports)).kind).toBe('accepted');
      expect(arrived()).toContain('wamid.whole');
    }
  });

  it(`of LINE, ${rounds} of them, are all answered and lose no whole event beside them`, async () => {
    const random = randomFrom(2);
    const whole = { ...lineEvents[0], webhookEventId: 'whole' };
    for (let round = 0; round < rounds; round++) {
      const body = Buffer.from(
        JSON.stringify({ destination: 'U', events: [...lineEvents.map((e) => mutate(e, random)), whole] }),
      );
      const signature = createHmac('sha256', 'channel').update(body).digest('base64');
      expect((await receiveLine(body, signature, ports)).kind).toBe('accepted');
      expect(arrived()).toContain('whole');
    }
  });

  it('with bytes flipped after signing are refused, and with bytes flipped before are accepted', async () => {
    const random = randomFrom(3);
    const good = Buffer.from(JSON.stringify({ destination: 'U', events: lineEvents }));
    for (let round = 0; round < 2_000; round++) {
      const flipped = Buffer.from(good);
      const at = random(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 + random(255));
      const sign = (bytes: Buffer) => createHmac('sha256', 'channel').update(bytes).digest('base64');
      expect((await receiveLine(flipped, sign(good), ports)).kind).toBe('bad-signature');
      expect((await receiveLine(flipped, sign(flipped), ports)).kind).toBe('accepted');
    }
  });
});
