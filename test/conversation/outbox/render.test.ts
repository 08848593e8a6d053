import fc from 'fast-check';
import { lineLimits } from '../../../lambdas/clients/line/payload.ts';
import { whatsAppLimits } from '../../../lambdas/clients/whatsapp/payload.ts';
import type { Bubble } from '../../../lambdas/conversation/chat.ts';
import { renderForLine } from '../../../lambdas/conversation/outbox/render-line.ts';
import { renderForWhatsApp } from '../../../lambdas/conversation/outbox/render-whatsapp.ts';
import { shorten, splitText } from '../../../lambdas/conversation/outbox/split-text.ts';

describe('a long text', () => {
  it.each([
    ['fits as it is', 'short', 10, ['short']],
    ['is cut at a paragraph', `${'a'.repeat(8)}\n\n${'b'.repeat(8)}`, 12, ['a'.repeat(8), 'b'.repeat(8)]],
    ['is cut after a sentence', 'One two. Three four', 12, ['One two.', 'Three four']],
    ['is cut at a space', 'alpha beta gamma', 11, ['alpha beta', 'gamma']],
    ['without spaces is cut between characters', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ])('%s', (_, text, limit, pieces) => expect(splitText(text, limit)).toEqual(pieces));

  it('is never cut inside a Thai syllable or an emoji family', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(splitText(family.repeat(3), 12)).toEqual([family, family, family]);
    for (const piece of splitText('น้ำ'.repeat(20), 10)) expect(piece).toMatch(/^(น้ำ)+$/);
    expect(shorten(`${family}${family}`, 15)).toBe(`${family}…`);
  });

  it('of any kind keeps every character but white space, within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 20, max: 80 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(pieces.every((piece) => piece.length <= limit)).toBe(true);
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

const choices = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `c${i}`,
    title: `A rather long name of venue number ${i}`,
    description: 'Sukhumvit Road, '.repeat(8),
  }));
const bubbles: Bubble[] = [
  { kind: 'text', text: 'word '.repeat(1_500) },
  { kind: 'buttons', text: 'Is this your venue? '.repeat(80), buttons: choices(4) },
  { kind: 'list', text: 'Which one is yours?', open: 'Show the hotels that match', rows: choices(14) },
];

describe('rendered for WhatsApp, bubbles', () => {
  const payloads = renderForWhatsApp(bubbles);
  it('keep every limit of the Cloud API', () => {
    for (const payload of payloads) {
      if (payload.type === 'text') expect(payload.text.body.length).toBeLessThanOrEqual(whatsAppLimits.text);
      if (payload.type !== 'interactive') continue;
      const { interactive } = payload;
      if (interactive.type === 'button') {
        expect(interactive.body.text.length).toBeLessThanOrEqual(1024);
        expect(interactive.action.buttons).toHaveLength(3);
        for (const { reply } of interactive.action.buttons) expect(reply.title.length).toBeLessThanOrEqual(20);
      } else {
        const rows = interactive.action.sections.flatMap((section) => section.rows);
        expect(rows).toHaveLength(10);
        for (const row of rows) {
          expect(row.title.length).toBeLessThanOrEqual(24);
          expect(row.description?.length).toBeLessThanOrEqual(72);
        }
        expect(interactive.action.button.length).toBeLessThanOrEqual(20);
      }
    }
  });
  it('put the words that do not fit beside buttons before them', () =>
    expect(payloads.map(({ type }) => type)).toEqual(['text', 'text', 'text', 'interactive', 'interactive']));
});

describe('rendered for LINE, bubbles', () => {
  const calls = renderForLine(bubbles);
  it('travel five to a call, so that one free reply carries a whole answer', () => {
    expect(calls.map((messages) => messages.length)).toEqual([4]);
    expect(renderForLine([...bubbles, ...bubbles]).map((messages) => messages.length)).toEqual([5, 3]);
  });
  it('keep every limit of the Messaging API', () => {
    for (const message of calls.flat()) {
      expect(message.text.length).toBeLessThanOrEqual(lineLimits.text);
      for (const { action } of message.quickReply?.items ?? []) expect(action.label.length).toBeLessThanOrEqual(20);
      expect(message.quickReply?.items.length ?? 0).toBeLessThanOrEqual(13);
    }
  });
});
