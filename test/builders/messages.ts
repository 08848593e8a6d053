import type { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';

/** A message of Anna's on WhatsApp, or of Somchai's on LINE; mention only what matters. */
export function aMessage(
  text: string,
  at: number,
  more: { eventId?: string; channel?: 'whatsapp' | 'line'; userId?: string; sentAt?: number; tapId?: string } = {},
): InboundMessage {
  const channel = more.channel ?? 'whatsapp';
  const userId = more.userId ?? (channel === 'whatsapp' ? 'TH.anna' : 'Usomchai');
  return {
    v: 1,
    contact: { channel, userId },
    ...(channel === 'line' && { replyToken: `${more.eventId ?? text}@${at}` }),
    fragment: {
      eventId: more.eventId ?? `event of ${text}`,
      sentAt: new Date(more.sentAt ?? at).toISOString(),
      receivedAt: new Date(at).toISOString(),
      text,
      ...(more.tapId === undefined ? { kind: 'text' } : { kind: 'tap', tapId: more.tapId }),
    },
  };
}
