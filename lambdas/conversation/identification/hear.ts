import type { Fragment } from '../chat.ts';
import { longestTurn } from '../understanding/limits.ts';
import { clean } from '../understanding/text.ts';
import type { Heard } from './scene.ts';
import { type Tap, tapOf } from './taps.ts';

/** Reads the fragments of one turn together, in the order they were sent; the last tap is what the person settled on. */
export function hear(fragments: Fragment[]): Heard {
  const inOrder = fragments.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0));
  const taps: Tap[] = [];
  const texts: string[] = [];
  for (const fragment of inOrder) {
    const tap = tapOf(fragment);
    if (tap) taps.push(tap);
    else texts.push(fragment.text);
  }
  const tap = taps.at(-1);
  return {
    text: clean(texts.join('\n').slice(0, longestTurn)),
    ...(tap && { tap }),
    unreadable: inOrder.some(({ kind, otherType }) => kind === 'other' && otherType !== 'follow'),
    eventId: inOrder[0]?.eventId ?? 'none',
  };
}
