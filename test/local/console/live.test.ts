import { newConversation } from '../../../lambdas/conversation/chat.ts';
import { newRow } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { newChat } from '../../../lambdas/conversation/store/chat-record.ts';
import { businessScopedUserId } from '../../../local/simulators/index.ts';
import { type AConsole, aConsole, HILTON } from './a-console.ts';

let desk: AConsole;
beforeAll(async () => {
  desk = await aConsole();
});
afterAll(() => desk.close());

/** A page that looks at two people. */
const aPage = (whatsapp: string, line: string) => desk.listen(`/api/live?${new URLSearchParams({ whatsapp, line })}`);

describe('a page that looks', () => {
  it('is shown what the person wrote, and how the product took it', async () => {
    const page = await aPage('+66811111111', 'somchai');
    await page.until('faults', ({ known }) => known?.length > 0);
    await desk.post('/api/whatsapp/inbound', { from: '+66811111111', text: '<script>alert(1)</script>' });
    const { bubbles } = await page.until('phone', (it) => it.bubbles[0]?.status === 'delivered');
    expect(bubbles).toEqual([
      expect.objectContaining({ mine: true, text: '<script>alert(1)</script>', kind: 'text', status: 'delivered' }),
    ]);
    const webhooks = await page.until('webhooks', ({ records }) => records.length > 0);
    expect(webhooks.records[0]).toMatchObject({ kind: 'message', status: 200 });
    expect((await page.until('health')).ok).toBe(true);
    page.close();
  });

  it('is told of a webhook that failed, and of a fault that was switched', async () => {
    const page = await aPage('+66811111111', 'nok');
    await page.until('chat');
    desk.product.answerNext(503);
    await desk.post('/api/line/inbound', { from: 'nok', text: 'สวัสดี' });
    const phone = await page.until('phone', ({ bubbles }) => bubbles[0]?.status === 'failed');
    expect(phone.bubbles[0].note).toMatch(/answered 503/);
    await desk.post('/api/line/faults', { http503: { next: 3 } });
    expect((await page.until('faults', ({ active }) => active?.http503)).active.http503.next).toBe(3);
    await desk.post('/api/line/faults', { http503: 0 });
    page.close();
  });

  it('is shown what the product knows as soon as it changes', async () => {
    const phone = '+66822222222';
    const page = await aPage(phone, 'nok');
    expect((await page.until('chat', ({ channel }) => channel === 'whatsapp')).state).toBe('initial');
    const contact = { channel: 'whatsapp', userId: businessScopedUserId(phone) } as const;
    const progress = { state: 'identified', venueId: HILTON.id, lastReportId: 'r1' } as const;
    const facts = { personName: 'Anna', position: 'Manager', issue: 'no music' };
    const text = { type: 'text', text: { preview_url: false, body: 'Thank you.' } } as const;
    const payloads = { channel: 'whatsapp' as const, each: [text] };
    await desk.store.save({
      record: { ...newChat(contact), conversation: { ...newConversation(), progress: { ...progress, facts } } },
      outbox: newRow({ contact, seq: 1, payloads }, new Date()),
      report: {
        id: 'r1',
        venueId: HILTON.id,
        text: 'no music',
        contact,
        personName: 'Anna',
        position: 'Manager',
        language: 'en',
        reportedAt: '2026-11-21T10:00:00.000Z',
      },
    });
    const chat = await page.until('chat', ({ state }) => state === 'identified');
    expect(chat).toMatchObject({
      venue: HILTON,
      facts,
      answering: true,
      outbox: [{ row: 1, text: 'Thank you.', state: 'queued', attempts: 0 }],
      reports: [{ venue: HILTON, contact: 'Anna, Manager', issue: 'no music' }],
    });
    page.close();
  });

  it('is let go when the console closes', async () => {
    const another = await aConsole();
    const first = desk;
    desk = another;
    const page = await aPage('+66811111111', 'nok');
    await page.until('chat');
    desk = first;
    await another.close();
    await page.ended;
    expect(another.problems).toEqual([]);
  });
});
