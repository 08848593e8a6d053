import { createHash } from 'node:crypto';

/** Numbers and ids that repeat for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  hex(length: number): string;
  digits(length: number): string;
  pick(alphabet: string, length: number): string;
  uuid(): string;
};

/** A small seeded generator (mulberry32); good enough for ids and fault rates, not for secrets. */
export function createRandom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
  const hex = (length: number) => pick('0123456789abcdef', length);
  return {
    next,
    pick,
    hex,
    digits: (length) => pick('123456789', 1) + pick('0123456789', length - 1),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick('89ab', 1)}${hex(3)}-${hex(12)}`,
  };
}
