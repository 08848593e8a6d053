import * as z from 'zod';
import type { LineEvent } from '../clients/line/webhook.ts';
import type { WhatsAppMessage } from '../clients/whatsapp/webhook.ts';
import { CHANNELS, type Fragment } from './chat.ts';

/** What travels on the inbox queue: one person's one event, already free of the vendor's shapes. */
export const InboundMessage = z.object({
  v: z.literal(1),
  contact: z.object({ channel: z.enum(CHANNELS), userId: z.string().min(1) }),
  /** Digits; how WhatsApp is answered when known. */
  phone: z.string().optional(),
  profileName: z.string().optional(),
  /** LINE: answers for free, once, for about a minute. */
  replyToken: z.string().optional(),
  fragment: z.object({
    eventId: z.string().min(1),
    sentAt: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    text: z.string(),
    kind: z.enum(['text', 'tap', 'other']),
    tapId: z.string().optional(),
    otherType: z.string().optional(),
  }),
});
export type InboundMessage = z.infer<typeof InboundMessage>;

/** Bytes. Longer texts are cut: no venue is named on page three, and forty of them must fit one chat's record. */
const longestText = 4096;
const longestName = 200;

export function fromWhatsApp(message: WhatsAppMessage, receivedAt: Date): InboundMessage {
  const { id, phone, userId, profileName, sentAt, content } = message;
  return {
    v: 1,
    // The scoped id survives a change of username; the phone is only the key where there is no other.
    contact: { channel: 'whatsapp', userId: userId ?? phone ?? '' },
    ...(phone && { phone }),
    ...(profileName && { profileName: storable(profileName, longestName) }),
    fragment: fragmentOf(id, sentAt, receivedAt, content),
  };
}

export function fromLine(event: LineEvent, receivedAt: Date): InboundMessage {
  return {
    v: 1,
    contact: { channel: 'line', userId: event.userId },
    ...(event.replyToken && { replyToken: event.replyToken }),
    fragment: fragmentOf(event.id, event.sentAt, receivedAt, event.content),
  };
}

type Content = WhatsAppMessage['content'] | LineEvent['content'];

function fragmentOf(eventId: string, sentAt: Date | undefined, receivedAt: Date, content: Content): Fragment {
  // Sent in the future or at no readable time: then it was sent when it came. Otherwise a skewed clock could hold
  // WhatsApp's window open, or closed, for ever.
  const sent = sentAt && sentAt < receivedAt ? sentAt : receivedAt;
  const at = { eventId, sentAt: sent.toISOString(), receivedAt: receivedAt.toISOString() };
  switch (content.kind) {
    case 'text':
      return { ...at, kind: 'text', text: storable(content.text) };
    case 'tap':
      return { ...at, kind: 'tap', text: storable(content.title), tapId: storable(content.id) };
    case 'other': {
      const caption = 'caption' in content ? content.caption : undefined;
      // A photo with words under it says the words.
      if (caption) return { ...at, kind: 'text', text: storable(caption), otherType: content.type };
      return { ...at, kind: 'other', text: '', otherType: storable(content.type) };
    }
  }
}

/** Cut between characters, and free of the two code points that a queue may refuse or replace. */
function storable(text: string, bytes = longestText): string {
  const clean = text.toWellFormed().replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
  if (Buffer.byteLength(clean) <= bytes) return clean;
  return Buffer.from(clean)
    .subarray(0, bytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}
