import { newConversation } from '../../../lambdas/conversation/chat.ts';
import { newChat } from '../../../lambdas/conversation/store/chat-record.ts';
import { bindSender } from '../../../local/console/bind-sender.ts';
import { businessScopedUserId } from '../../../local/simulators/index.ts';
import { type AConsole, aConsole, HILTON } from './a-console.ts';

let desk: AConsole;
beforeAll(async () => {
  desk = await aConsole();
});
afterAll(() => desk.close());

const PHONE = '+66 81 234 5678';
const anna = { channel: 'whatsapp', userId: businessScopedUserId(PHONE) } as const;
const aSender = { channel: 'whatsapp', from: PHONE, venue: HILTON.id, trust: 'verified' };

describe('POST /_local/sender', () => {
  it('binds the person the way their messages will name them', async () => {
    const { status, body } = await desk.post('/_local/sender', { ...aSender, name: 'Anna' });
    expect(status).toBe(200);
    expect(body.contact).toEqual(anna);
    const { conversation } = await desk.store.load(anna);
    expect(conversation).toMatchObject({ progress: { state: 'initial' }, sender: body.sender });
    expect(conversation.sender).toEqual({
      venueId: HILTON.id,
      personName: 'Anna',
      position: 'Staff',
      trust: 'verified',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('ends what was being asked, and keeps what is still to be answered', async () => {
    const before = await desk.store.load(anna);
    const fragment = { eventId: 'e1', sentAt: '', receivedAt: '', text: 'Hi', kind: 'text' as const };
    const facts = { facts: {}, rejected: [] };
    const conversation = {
      ...newConversation(),
      language: 'th' as const,
      progress: { state: 'confirming-venue' as const, venueId: HILTON.id, ...facts },
      lastTurnAt: '2026-11-21T10:00:00.000Z',
    };
    await desk.store.save({ record: { ...before, conversation, pending: [fragment] } });
    await desk.post('/_local/sender', aSender);
    const after = await desk.store.load(anna);
    expect(after.pending).toEqual([fragment]);
    expect(after.conversation).toMatchObject({ language: 'th', progress: { state: 'initial' } });
    expect(after.conversation.sender?.personName).toBe('Guest');
    expect(after.conversation.lastTurnAt).toBeUndefined();
  });

  it('takes any name for a LINE user, and a venue id written as a number', async () => {
    const { status, body } = await desk.post('/_local/sender', {
      channel: 'line',
      userId: 'somchai',
      venue: 1001,
      trust: 'claimed',
    });
    expect(status).toBe(200);
    expect(body.contact.userId).toMatch(/^U[0-9a-f]{32}$/);
  });

  it('knows a venue that was published a moment ago', async () => {
    const before = await desk.post('/_local/sender', { ...aSender, venue: '2001' });
    expect(before.status).toBe(400);
    desk.publish({ ...HILTON, id: '2001' });
    expect((await desk.post('/_local/sender', { ...aSender, venue: '2001' })).status).toBe(200);
  });

  it('starts from the chat as it is now when a message changed it meanwhile', async () => {
    const saved: number[] = [];
    let version = 3;
    const store = {
      load: async () => ({ ...newChat(anna), version }),
      async save({ record }: { record: { version: number } }) {
        saved.push(record.version);
        version = 4;
        return saved.length === 1 ? ('conflict' as const) : ('saved' as const);
      },
      loadSetAside: async () => undefined,
    };
    await bindSender(aSender, { store, names: { venue: () => HILTON, refresh: async () => {} }, now: new Date() });
    expect(saved).toEqual([3, 4]);
  });

  it.each([
    ['an unknown venue', { venue: 'atlantis' }, /no venue "atlantis"/],
    ['an unknown channel', { channel: 'telegram' }, /'channel' is "telegram".*whatsapp, line/],
    ['no person', { from: undefined }, /send 'from'/],
    ['something that is no phone number', { from: 'anna' }, /"anna" is no phone number/],
    ['an unknown trust', { trust: 'friend' }, /'trust'/],
    ['no venue', { venue: undefined }, /'venue'/],
  ])('refuses %s, naming it', async (_, change, sentence) => {
    const { status, body } = await desk.post('/_local/sender', { ...aSender, ...change });
    expect(status).toBe(400);
    expect(body.problem).toMatch(sentence);
  });
});

describe('the other doors', () => {
  it('passes what a phone does on to its simulator, and what is wrong with it back', async () => {
    const heard = await desk.post('/api/line/inbound', { from: 'somchai', text: '<b>สวัสดี</b>' });
    expect(heard).toMatchObject({ status: 200, body: { status: 200 } });
    expect(desk.product.received.at(-1)?.json.events[0].message.text).toBe('<b>สวัสดี</b>');
    const wrong = await desk.post('/api/whatsapp/faults', { earthquake: 1 });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [expect.stringContaining('earthquake')] } });
  });

  it('asks the product how it is', async () => {
    expect((await desk.get('/api/health')).body).toEqual({ ok: true, status: 200, inWords: 'ok' });
  });
});
