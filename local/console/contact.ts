import { CHANNELS, type Channel, type Contact } from '../../lambdas/conversation/chat.ts';
import { lineUserId } from '../simulators/line/identity.ts';
import { businessScopedUserId, isBusinessScopedUserId, phoneDigits } from '../simulators/whatsapp/identity.ts';
import { Refused } from './answer.ts';

export function channelOf(value: unknown): Channel {
  const channel = CHANNELS.find((known) => known === value);
  if (channel) return channel;
  throw new Refused(400, `'channel' is ${shown(value)}; send one of ${CHANNELS.join(', ')}.`);
}

/** Under which key the product keeps this person: the id the channel's webhooks name them by. */
export function contactOf(channel: Channel, who: unknown): Contact {
  if (typeof who !== 'string' || who.trim() === '') {
    const field = channel === 'whatsapp' ? "'from' (a phone number)" : "'userId' (a LINE user id, or any name)";
    throw new Refused(400, `Say who it is: send ${field}.`);
  }
  const text = who.trim();
  if (channel === 'line') return { channel, userId: lineUserId(text) };
  if (isBusinessScopedUserId(text)) return { channel, userId: text };
  if (phoneDigits(text).length < 7) {
    throw new Refused(400, `${shown(who)} is no phone number: send at least 7 digits, such as +66 81 234 5678.`);
  }
  return { channel, userId: businessScopedUserId(text) };
}

export const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
