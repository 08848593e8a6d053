import type { Conversation, Progress, Sender } from '../../../lambdas/conversation/chat.ts';
import type { Reason } from '../../../lambdas/conversation/identification/converse.ts';
import { chatWith } from './chat-with.ts';

export const anna = { personName: 'Anna', position: 'GM' };
const sender: Sender = { venueId: 'hb', ...anna, trust: 'verified', since: '2026-01-01T00:00:00.000Z' };
/** Anna of Hilton Bangkok wrote before. */
export const bound = { sender };

export const at = (progress: Progress, more: Partial<Conversation> = {}): Partial<Conversation> => ({
  progress,
  ...more,
});

/** What is said (several texts are fragments of one turn), where it leads, why, and what the person then reads. */
export type Row = [said: string | string[], state: Progress['state'], reason: Reason, hears: RegExp];

export const rows = (start: Partial<Conversation>, table: Row[]) =>
  it.each(table)('%j → %s (%s)', (said, state, reason, hears) => {
    const chat = chatWith(start);
    const turn = chat.say(...[said].flat());
    expect([chat.state, turn.reason]).toEqual([state, reason]);
    expect(chat.hears()).toMatch(hears);
  });
