import { createHmac } from 'node:crypto';
import type { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';
import type { DeliveryStatus } from '../../lambdas/conversation/ingest/delivery-status.ts';
import {
  type IngestPorts,
  largestBodyBytes,
  receiveLine,
  receiveWhatsApp,
  verifyWhatsApp,
} from '../../lambdas/conversation/ingest/receive-webhook.ts';

const now = new Date('2026-11-21T10:00:00.000Z');

function ports(change: Partial<IngestPorts> = {}) {
  const queued: { messages: InboundMessage[]; statuses: DeliveryStatus[] } = { messages: [], statuses: [] };
  const all: IngestPorts = {
    intake: {
      enqueue: async (messages, statuses) => {
        queued.messages.push(...messages);
        queued.statuses.push(...statuses);
      },
    },
    whatsAppSecret: async () => ({ appSecret: 'app', verifyToken: 'verify' }),
    lineSecret: async () => ({ channelSecret: 'channel' }),
    clock: () => now,
    ...change,
  };
  return { queued, ports: all };
}

const signWhatsApp = (body: Buffer, secret = 'app') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const signLine = (body: Buffer) => createHmac('sha256', 'channel').update(body).digest('base64');
const whatsAppBody = (...texts: string[]) =>
  Buffer.from(
    JSON.stringify({
      entry: texts.map((text, i) => ({
        changes: [
          {
            value: {
              messages: [
                { id: `w${i}`, from: '66812345678', timestamp: '1763719200', type: 'text', text: { body: text } },
              ],
            },
          },
        ],
      })),
    }),
  );

describe('a WhatsApp webhook', () => {
  it('is accepted once all its messages are queued', async () => {
    const { queued, ports: p } = ports();
    const body = whatsAppBody('one', 'two');
    expect(await receiveWhatsApp(body, signWhatsApp(body), p)).toMatchObject({ kind: 'accepted', messages: 2 });
    expect(queued.messages.map(({ fragment }) => fragment.text)).toEqual(['one', 'two']);
  });

  it.each([undefined, 'sha256=00', signWhatsApp(Buffer.from('other'))])(
    'with signature %p queues nothing',
    async (signature) => {
      const { queued, ports: p } = ports();
      expect(await receiveWhatsApp(whatsAppBody('x'), signature, p)).toEqual({ kind: 'bad-signature' });
      expect(queued.messages).toEqual([]);
    },
  );

  it('is not accepted when the queue is away', async () => {
    const enqueue = async () => Promise.reject(new Error('away'));
    const body = whatsAppBody('x');
    await expect(receiveWhatsApp(body, signWhatsApp(body), ports({ intake: { enqueue } }).ports)).rejects.toThrow(
      'away',
    );
  });

  it('is refused when larger than the vendor ever sends, before anything is computed', async () => {
    const body = Buffer.alloc(largestBodyBytes + 1);
    expect(await receiveWhatsApp(body, signWhatsApp(body), ports().ports)).toEqual({ kind: 'too-large' });
  });

  it('that is signed but no JSON is accepted: sending it again cannot help', async () => {
    const body = Buffer.from('{"entry":');
    expect(await receiveWhatsApp(body, signWhatsApp(body), ports().ports)).toMatchObject({
      kind: 'accepted',
      messages: 0,
    });
  });

  it('signed with a secret that was just replaced is found good by reading the secret again', async () => {
    const whatsAppSecret = async (options?: { fresh?: boolean }) =>
      options?.fresh
        ? { appSecret: 'new', previousAppSecret: 'app', verifyToken: 'v' }
        : { appSecret: 'old', verifyToken: 'v' };
    const body = whatsAppBody('x');
    for (const secret of ['new', 'app', 'old']) {
      expect(await receiveWhatsApp(body, signWhatsApp(body, secret), ports({ whatsAppSecret }).ports)).toMatchObject({
        kind: 'accepted',
      });
    }
  });

  it('keeps a caption as text, cuts long text between characters, and never trusts a time ahead of ours', async () => {
    const message = (id: string, part: object) => ({ id, from: '66812345678', timestamp: '9999999999', ...part });
    const messages = [
      message('a', { type: 'image', image: { id: '1', caption: 'no music in the lobby' } }),
      message('b', { type: 'text', text: { body: 'เ'.repeat(5_000) } }),
      message('c', { type: 'text', text: { body: `bad \uFFFE code` } }),
    ];
    const body = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value: { messages } }] }] }));
    const { queued, ports: p } = ports();
    await receiveWhatsApp(body, signWhatsApp(body), p);
    const [a, b, c] = queued.messages.map(({ fragment }) => fragment);
    expect(a).toMatchObject({
      kind: 'text',
      text: 'no music in the lobby',
      otherType: 'image',
      sentAt: now.toISOString(),
    });
    expect(Buffer.byteLength(b?.text ?? '')).toBeLessThanOrEqual(4096);
    expect(b?.text).toMatch(/^เ+$/);
    expect(c?.text).toBe('bad \uFFFD code');
  });
});

describe('the WhatsApp handshake', () => {
  it('gives the challenge back for our token only', async () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' };
    expect(await verifyWhatsApp({ ...query, 'hub.verify_token': 'verify' }, ports().ports)).toEqual({
      kind: 'verified',
      challenge: '1158201444',
    });
    expect(await verifyWhatsApp({ ...query, 'hub.verify_token': 'guess' }, ports().ports)).toEqual({ kind: 'refused' });
    expect(await verifyWhatsApp({ ...query }, ports().ports)).toEqual({ kind: 'refused' });
  });
});

describe('a LINE webhook', () => {
  it('may hold events of several people, or none', async () => {
    const event = (userId: string, id: string) => ({
      type: 'message',
      webhookEventId: id,
      timestamp: now.getTime() - 1_000,
      replyToken: `token ${id}`,
      source: { type: 'user', userId },
      message: { type: 'text', id: '1', text: `from ${userId}` },
    });
    const { queued, ports: p } = ports();
    for (const events of [[], [event('U1', 'e1'), event('U2', 'e2')]]) {
      const body = Buffer.from(JSON.stringify({ destination: 'U', events }));
      expect(await receiveLine(body, signLine(body), p)).toMatchObject({ kind: 'accepted', messages: events.length });
    }
    expect(queued.messages.map(({ contact, replyToken }) => [contact.userId, replyToken])).toEqual([
      ['U1', 'token e1'],
      ['U2', 'token e2'],
    ]);
  });
});
