import { ALTERNATIVES, FIRM_OPENERS, NEGATIONS, OPENERS } from './everyday-words.ts';
import type { Evidence } from './evidence.ts';
import type { Message } from './message.ts';

const ARTICLES = new Set(['the', 'at', 'a']);

/** Where the mention really begins: "from the Edge" begins at "the". */
const startOf = (message: Message, from: number): number => {
  let at = from;
  while (ARTICLES.has(message.words[at - 1]?.text ?? '')) at--;
  return at;
};

const opens = (openers: readonly string[][], message: Message, at: number): boolean =>
  openers.some((opener) => opener.every((word, i) => message.words[at - opener.length + i]?.text === word));

/** "I'm from …", "my hotel is …", "จาก …" put even an everyday word forward as a name; "this is …" does so before a capital. */
export function isFirmlyIntroduced(message: Message, from: number): boolean {
  const at = startOf(message, from);
  return opens(FIRM_OPENERS, message, at) || (opens(OPENERS, message, at) && message.words[from]?.capital === true);
}

/** The sender says of themselves where they are, wrote nothing else, or set the name apart. */
export const isPutForward = (message: Message, one: Evidence): boolean =>
  opens([...OPENERS, ...FIRM_OPENERS], message, startOf(message, one.from)) ||
  isAlone(message, one) ||
  standsOut(message, one);

/** Nothing but the name was written, at most with a "the" or a "hotel". */
const isAlone = (message: Message, { from, to }: Evidence): boolean =>
  message.words.every((word, at) => (at >= from && at < to) || word.stop || word.kind);

/** The name opens the message and a pause follows, or it is written with a capital in the middle of a sentence. */
function standsOut(message: Message, { from, to }: Evidence): boolean {
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
