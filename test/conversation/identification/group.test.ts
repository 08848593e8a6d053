import { type Fragment, newConversation } from '../../../lambdas/conversation/chat.ts';
import { converse } from '../../../lambdas/conversation/identification/converse.ts';
import { monday, said } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';

const call: Fragment = { ...said('', 1, monday), kind: 'other', otherType: 'group' };
const context = { now: monday, contact: { channel: 'line' as const, userId: 'C1' }, conversationTimeoutMinutes: 120 };

describe('a group that calls us in', () => {
  it('is told once, in both languages, to write directly', () => {
    const first = converse(newConversation(), [call], fakeVenues(), context);
    expect(first.bubbles.map(({ text }) => text)).toEqual([expect.stringMatching(/one to one[\s\S]*แชตส่วนตัว/)]);
    expect(converse(first.conversation, [call], fakeVenues(), context).bubbles).toEqual([]);
  });
});
