import { newChat } from '../../../lambdas/conversation/store/chat-record.ts';
import { hear, mostPending, withFragment } from '../../../lambdas/conversation/turns/hear.ts';
import { aMessage } from '../../builders/messages.ts';
import { memoryTable } from '../memory-table.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const at = (seconds: number) => now.getTime() + seconds * 1000;
const anna = newChat({ channel: 'line', userId: 'Usomchai' });
const line = (text: string, seconds: number, more: object = {}) =>
  aMessage(text, at(seconds), { channel: 'line', ...more });

describe('a fragment that is heard', () => {
  it('waits the quiet time for what follows, and a tap does not wait', () => {
    expect(withFragment(anna, line('hello', 0), 2, now).due).toBe('2026-11-21T10:00:02.000Z');
    expect(withFragment(anna, line('Yes', 0, { tapId: 'yes' }), 2, now).due).toBe(now.toISOString());
  });

  it('moves the reply window and the reply token forward only: an old event may come after a new one', () => {
    const newer = withFragment(anna, line('new', 0), 2, now);
    const late = withFragment(newer, line('old', 5, { sentAt: at(-7 * 24 * 3600) }), 2, now);
    expect(late.lastInboundAt).toBe(now.toISOString());
    expect(late.replyToken).toEqual(newer.replyToken);
    expect(late.pending.map(({ text }) => text)).toEqual(['new', 'old']);
    const newest = withFragment(late, line('newest', 9), 2, now);
    expect(newest.replyToken?.token).toContain('newest');
  });

  it('waits in the queue while forty are unanswered, instead of growing the record without end', async () => {
    const { chats } = memoryTable();
    const ports = { chats, clock: () => now, quietSeconds: 2 };
    for (let i = 0; i < mostPending; i++) await hear(line(`message ${i}`, i), ports);
    await expect(hear(line('one more', 99), ports)).rejects.toMatchObject({ code: 'chat-is-flooded', retryable: true });
  });

  it('is heard although the chat changes between reading and writing', async () => {
    const { chats } = memoryTable();
    let meddled = 0;
    const meddling = {
      ...chats,
      async load(contact: typeof anna.contact) {
        const chat = await chats.load(contact);
        if (meddled++ < 2) await chats.save({ record: await chats.load(contact) });
        return chat;
      },
    };
    expect(await hear(line('hello', 0), { chats: meddling, clock: () => now, quietSeconds: 2 })).toBe('heard');
    expect((await chats.load(anna.contact)).pending).toHaveLength(1);
  });
});
