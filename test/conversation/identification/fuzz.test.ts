import fc from 'fast-check';
import { type Conversation, type Fragment, newConversation, type Turn } from '../../../lambdas/conversation/chat.ts';
import { converse } from '../../../lambdas/conversation/identification/converse.ts';
import { monday } from './chat-with.ts';
import { fakeVenues, venues } from './fake-venues.ts';

const ids = venues.map(({ id }) => id);
const phrases =
  "hi|yes|no|ok|thanks|Hilton|Hilton Bangkok|Hilton Pattaya|no, the other Hilton|yes, Hilton Pattaya|not that one, the one in Hua Hin|2|๒|the second|none of these|Anna|I'm Anna|Duty manager|Anna, GM|IT|no music in the lobby|too loud|เพลงไม่ดัง|ใช่ค่ะ|ไม่ใช่|ฮิลตันกรุงเทพ|ชื่อแอนค่ะ|ผู้จัดการ|why?|skip|start over|actually I'm at Hilton Pattaya now|wrong hotel|Marina|Centara Ubon|are you a bot?|when will it be fixed?|Sunset Villa|😀|$& $1 {{name}}|/help|ขอบคุณค่ะ|มีปัญหาค่ะ|change venue|can I talk to a human|call me|maybe|it works now|cancel that|not my hotel|ยกเลิกค่ะ".split(
    '|',
  );
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...phrases) },
  fc.array(fc.constantFrom(...phrases), { maxLength: 4 }).map((parts) => parts.join(', ')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('ก', 'ั', 'า', ' ', 'no', 'yes', '\n', ',', '.', '\ud800', '\u202e', '👩‍👧', "I'm "),
    maxLength: 60,
  }),
);
const tapId = fc.oneof(
  fc
    .tuple(fc.constantFrom('yes', 'no', 'pick'), fc.constantFrom(...ids, 'gone', ''))
    .map(([kind, id]) => `venue:${kind}:${id}`),
  fc.constantFrom('venue:none', 'venue:', 'other', ''),
  fc.string(),
);
const content = fc.oneof(
  { weight: 5, arbitrary: text.map((said) => ({ kind: 'text' as const, text: said })) },
  fc.tuple(tapId, text).map(([id, title]) => ({ kind: 'tap' as const, text: title, tapId: id })),
  fc
    .constantFrom('image', 'sticker', 'follow', 'location')
    .map((otherType) => ({ kind: 'other' as const, text: '', otherType })),
);
const turn = fc.record({
  contents: fc.oneof(
    { weight: 4, arbitrary: fc.array(content, { minLength: 1, maxLength: 1 }) },
    fc.array(content, { maxLength: 4 }),
  ),
  minutesLater: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.constant(500)),
  gone: fc.oneof({ weight: 9, arbitrary: fc.constant([] as string[]) }, fc.subarray(ids)),
});
const bound: Partial<Conversation> = {
  sender: { venueId: 'hb', personName: 'Anna', position: 'GM', trust: 'verified', since: monday.toISOString() },
};
const graphemes = (value: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value)].length;

/** Venues the person could say yes to or pick in the last answer. */
const offeredIn = (turned: Turn | undefined): string[] =>
  (turned?.bubbles ?? []).flatMap((bubble) =>
    (bubble.kind === 'buttons' ? bubble.buttons : bubble.kind === 'list' ? bubble.rows : []).flatMap(
      ({ id }) => /^venue:(?:yes|pick):(.*)$/.exec(id)?.[1] ?? [],
    ),
  );

function checkBubbles({ bubbles }: Turn) {
  expect(bubbles.length).toBeGreaterThanOrEqual(1);
  for (const bubble of bubbles) {
    expect(bubble.text.trim()).not.toBe('');
    const choices = bubble.kind === 'buttons' ? bubble.buttons : bubble.kind === 'list' ? bubble.rows : [];
    const limit = bubble.kind === 'buttons' ? 20 : 24;
    for (const choice of choices) expect(choice.title.length > 0 && choice.title.length <= limit).toBe(true);
    expect(new Set(choices.map(({ title }) => title)).size).toBe(choices.length);
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    expect(choices.length).toBeLessThanOrEqual(bubble.kind === 'buttons' ? 3 : 10);
  }
}

function checkState(turned: Turn) {
  const { conversation } = turned;
  expect(JSON.parse(JSON.stringify(turned))).toEqual(turned);
  expect(JSON.stringify(conversation).isWellFormed()).toBe(true);
  expect(JSON.stringify(conversation).length).toBeLessThan(60_000);
  const { progress } = conversation;
  if (progress.state === 'initial') return;
  const { personName = '', position = '', issue = '' } = progress.facts;
  expect(graphemes(personName)).toBeLessThanOrEqual(60);
  expect(graphemes(position)).toBeLessThanOrEqual(60);
  expect(graphemes(issue)).toBeLessThanOrEqual(1000);
  expect(`${personName}${position}${issue}`).not.toMatch(/[\n\u202e]/);
  if ('venueId' in progress) expect([...ids]).toContain(progress.venueId);
  if ('candidates' in progress) expect(ids).toEqual(expect.arrayContaining(progress.candidates));
}

/** A venue is only acted for after the person was asked about it, or had confirmed it before. */
function checkConfirmed(before: Conversation, turned: Turn, last: Turn | undefined) {
  const { progress, sender } = turned.conversation;
  const old = before.progress;
  const allowed = [...offeredIn(last), ...(before.sender ? [before.sender.venueId] : [])];
  if (old.state !== 'confirming-venue' && 'venueId' in old) allowed.push(old.venueId);
  if ('venueId' in progress && progress.state !== 'confirming-venue') expect(allowed).toContain(progress.venueId);
  if (sender && sender.venueId !== before.sender?.venueId) expect(allowed).toContain(sender.venueId);
  if (sender?.trust === 'verified') expect(before.sender).toMatchObject({ venueId: sender.venueId, trust: 'verified' });
  if (turned.report) {
    expect(progress).toMatchObject({
      state: 'identified',
      venueId: turned.report.venueId,
      lastReportId: turned.report.id,
    });
    expect(allowed).toContain(turned.report.venueId);
  }
}

describe('whatever people send', () => {
  it('is answered, keeps a storable state and never binds a venue its person was not asked about', () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 10 }), fc.boolean(), (turns, known) => {
        let conversation: Conversation = { ...newConversation(), ...(known ? bound : {}) };
        let last: Turn | undefined;
        let now = monday;
        turns.forEach(({ contents, minutesLater, gone }, at) => {
          now = new Date(now.getTime() + minutesLater * 60_000);
          const fragments: Fragment[] = contents.map((what, index) => ({
            eventId: `e${at}-${index}`,
            sentAt: now.toISOString(),
            receivedAt: now.toISOString(),
            ...what,
          }));
          const context = { now, contact: { channel: 'line' as const, userId: 'u' }, conversationTimeoutMinutes: 120 };
          const turned = converse(conversation, fragments, fakeVenues(gone), context);
          checkBubbles(turned);
          checkState(turned);
          checkConfirmed(conversation, turned, last);
          conversation = JSON.parse(JSON.stringify(turned.conversation));
          last = turned;
        });
      }),
      { numRuns: 1500, seed: 20260302 },
    );
  });

  it('is read in good time, even when it was made to be slow to read', () => {
    const slow = [
      ' ',
      '\n',
      'a',
      'no ',
      "I'm ",
      'ค่ะ',
      'ครับ',
      'นะคะ',
      'the ',
      ', ',
      '(',
      '... ',
      'Hilton ',
      'music ',
      'ก',
      '\u0301',
      'not any ',
      'please ',
    ];
    const context = {
      now: monday,
      contact: { channel: 'line' as const, userId: 'u' },
      conversationTimeoutMinutes: 120,
    };
    for (const piece of slow) {
      const at = monday.toISOString();
      const long: Fragment = { eventId: 'e', sentAt: at, receivedAt: at, kind: 'text', text: piece.repeat(6000) };
      const broken: Fragment = { ...long, text: `${piece.repeat(40)}x` };
      const progress = { state: 'asking-person-name' as const, venueId: 'hb', facts: {} };
      // A pattern that runs away would not come back within the time a test has.
      const turns = [
        converse(newConversation(), [long], fakeVenues(), context),
        converse({ language: 'en', progress }, [long], fakeVenues(), context),
        converse({ language: 'en', progress }, [broken], fakeVenues(), context),
      ];
      for (const { bubbles } of turns) expect(bubbles).not.toHaveLength(0);
    }
  });
});
