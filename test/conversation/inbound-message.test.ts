import { fromWhatsApp } from '../../lambdas/conversation/inbound-message.ts';

const at = new Date('2026-11-21T10:00:00.000Z');
const message = { id: 'wamid.1', content: { kind: 'text' as const, text: 'hi' } };

describe('who writes on WhatsApp', () => {
  it.each([
    ['their scoped id where there is one, whatever number they use', { userId: 'TH.1', phone: '66812345678' }, 'TH.1'],
    ['their scoped id where they hide their number', { userId: 'TH.1' }, 'TH.1'],
    ['their number where that is all we get', { phone: '66812345678' }, '66812345678'],
  ])('is known by %s', (_, sender, userId) => {
    const { contact, phone } = fromWhatsApp({ ...message, ...sender }, at);
    expect([contact, phone]).toEqual([{ channel: 'whatsapp', userId }, 'phone' in sender ? sender.phone : undefined]);
  });
});
