import type { Fragment, Progress } from '../../../lambdas/conversation/chat.ts';
import { converse } from '../../../lambdas/conversation/identification/converse.ts';
import { monday, said } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';

const seconds = (count: number) => new Date(monday.getTime() + count * 1000);
const confirming: Progress = { state: 'confirming-venue', venueId: 'hp', facts: {}, rejected: [] };
const picking: Progress = { state: 'multiple-matches', candidates: ['hb', 'hp'], facts: {}, rejected: [] };

/** The bot asked its open question at `monday`; what was written `age` seconds before that is heard a minute later. */
const hear = (progress: Progress, text: string, age: number) => {
  const fragments: Fragment[] = [said(text, 1, seconds(-age))];
  const conversation = { language: 'en' as const, progress, lastTurnAt: monday.toISOString() };
  const contact = { channel: 'whatsapp' as const, userId: 'u1' };
  return converse(conversation, fragments, fakeVenues(), {
    now: seconds(60),
    contact,
    conversationTimeoutMinutes: 120,
  });
};

describe('an answer that comes late', () => {
  it.each([
    [confirming, 'yes'],
    [confirming, 'ใช่ค่ะ'],
    [confirming, 'no'],
    [confirming, 'start over'],
    [picking, '2'],
  ])('does not answer the question asked since: in %j, "%s"', (progress, text) => {
    const turn = hear(progress, text, 3600);
    expect(turn.reason).toBe('earlier-question');
    expect(turn.conversation.progress).toEqual(progress);
    expect(turn.conversation.sender).toBeUndefined();
    expect(turn.bubbles[0]?.text).toMatch(/your venue|สถานที่ของคุณ/);
  });

  it.each([0, 2, -30])('is an answer when written %p seconds before the question: clocks differ', (age) =>
    expect(hear(confirming, 'yes', age).conversation.progress.state).toBe('asking-person-name'),
  );

  it('is still read when it says something of its own', () =>
    expect(hear(confirming, 'the music in the lobby stopped', 3600).conversation.progress).toMatchObject({
      facts: { issue: 'the music in the lobby stopped' },
    }));
});
