import { type Conversation, type Fragment, newConversation, type Turn } from '../../../lambdas/conversation/chat.ts';
import { converse, type VenueLookup } from '../../../lambdas/conversation/identification/converse.ts';
import { fakeVenues } from './fake-venues.ts';

export const monday = new Date('2026-03-02T07:05:00.000Z');

/** One inbound event: text, or `tap:<id>`, or `photo:`/`follow:` for what we cannot read. */
export function said(what: string, number: number, at: Date): Fragment {
  const base = { eventId: `event-${number}`, sentAt: at.toISOString(), receivedAt: at.toISOString() };
  if (what.startsWith('tap:')) return { ...base, kind: 'tap', text: 'title', tapId: what.slice(4) };
  if (what === 'photo:' || what === 'follow:') {
    return { ...base, kind: 'other', text: '', otherType: what === 'photo:' ? 'image' : 'follow' };
  }
  return { ...base, kind: 'text', text: what };
}

/** A person and the assistant, turn by turn, on a clock that only moves when told to. */
export function chatWith(start: Partial<Conversation> = {}, venues: VenueLookup = fakeVenues()) {
  let conversation: Conversation = { ...newConversation(), ...start };
  let now = monday;
  let count = 0;
  let last: Turn | undefined;
  const chat = {
    /** Several texts are fragments of one turn. */
    say(...what: string[]): Turn {
      const fragments = what.map((text) => said(text, ++count, new Date(now.getTime() + count)));
      last = converse(conversation, fragments, venues, {
        now,
        contact: { channel: 'whatsapp', userId: 'u1' },
        conversationTimeoutMinutes: 120,
      });
      conversation = JSON.parse(JSON.stringify(last.conversation));
      return last;
    },
    wait(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
      return chat;
    },
    hears: (): string => (last?.bubbles ?? []).map(({ text }) => text).join('\n'),
    get state() {
      return conversation.progress.state;
    },
    get conversation() {
      return conversation;
    },
    get turn() {
      return last;
    },
  };
  return chat;
}
