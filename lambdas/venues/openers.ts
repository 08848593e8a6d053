import { ALTERNATIVES, NEGATIONS, OPENERS } from './everyday-words.ts';
import type { Evidence } from './evidence.ts';
import type { Message } from './message.ts';

const ARTICLES = new Set(['the', 'at', 'a']);

/** Where the mention really begins: "from the Edge" begins at "the". */
const startOf = (message: Message, from: number): number => {
  let at = from;
  while (ARTICLES.has(message.words[at - 1]?.text ?? '')) at--;
  return at;
};

/** "I'm from …", "this is …", "จาก …" put a name forward as the sender's own. */
export function isIntroduced(message: Message, from: number): boolean {
  const at = startOf(message, from);
  return OPENERS.some((opener) => opener.every((word, i) => message.words[at - opener.length + i]?.text === word));
}

/** Nothing but the name was written, at most with a "the" or a "hotel". */
export const isAlone = (message: Message, { from, to }: Evidence): boolean =>
  message.words.every((word, at) => (at >= from && at < to) || word.stop || word.kind);

/** The name opens the message and a pause follows, or it is written with a capital in the middle of a sentence. */
export function standsOut(message: Message, { from, to }: Evidence): boolean {
  const named = message.words.slice(from, to);
  const pauseAfter = to >= message.words.length || message.words[to]?.breakBefore !== 'none';
  if (startOf(message, from) === 0) return pauseAfter;
  return named.every((word) => word.capital || word.stop || word.script !== 'letters');
}

/** "not the Hua Hin one": a name taken back in the same breath. */
export function isDenied(message: Message, from: number): boolean {
  const before = message.words.slice(Math.max(0, startOf(message, from) - 1), from);
  return before.some((word) => NEGATIONS.has(word.text));
}

/** "Bay or Breeze": the sender leaves it open. */
export const isLeftOpen = (message: Message, { from, to }: Evidence): boolean =>
  message.words.slice(Math.max(0, from - 1), to + 1).some((word) => ALTERNATIVES.has(word.text));

/** "… Avenue 1": a number closes the name, and the venue at hand has none there. */
export function isNumberNext(message: Message, to: number): boolean {
  const [number, after] = message.words.slice(to, to + 2);
  if (number?.script !== 'digits' || number.breakBefore === 'pause') return false;
  return after?.breakBefore !== 'none';
}
