import { type LineAction, type LineMessage, lineLimits as limits } from '../../clients/line/payload.ts';
import { assertNever } from '../../runtime/failure.ts';
import type { Bubble } from '../chat.ts';
import { shorten, splitText } from './split-text.ts';

/**
 * One entry is one call, of up to five messages, so that a whole answer travels on one free reply token. Choices become
 * quick replies, which LINE shows under the last message only and drops with the next one: the text names them too.
 */
export function renderForLine(bubbles: Bubble[]): LineMessage[][] {
  const messages = bubbles.flatMap(renderBubble);
  const calls: LineMessage[][] = [];
  for (let from = 0; from < messages.length; from += limits.messages) {
    calls.push(messages.slice(from, from + limits.messages));
  }
  return calls;
}

function renderBubble(bubble: Bubble): LineMessage[] {
  switch (bubble.kind) {
    case 'text':
      return splitText(bubble.text, limits.text).map((text) => ({ type: 'text', text }));
    case 'buttons':
      return withChoices(bubble.text, bubble.buttons);
    case 'list':
      return withChoices(bubble.text, bubble.rows);
    default:
      return assertNever(bubble);
  }
}

function withChoices(text: string, choices: { id: string; title: string }[]): LineMessage[] {
  const messages: LineMessage[] = splitText(text, limits.text).map((piece) => ({ type: 'text', text: piece }));
  const items = choices
    .slice(0, limits.quickReplies)
    .map((choice) => ({ type: 'action' as const, action: postback(choice) }));
  const last = messages.at(-1);
  if (last && items.length > 0) last.quickReply = { items };
  return messages;
}

const postback = ({ id, title }: { id: string; title: string }): LineAction => ({
  type: 'postback',
  label: shorten(title, limits.label),
  data: id,
  displayText: shorten(title, limits.displayText),
});
