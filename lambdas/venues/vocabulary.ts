import { likeness, slipsAllowed } from './likeness.ts';

/** A word of the vocabulary that a written word may stand for. */
export type Reading = { term: number; likeness: number };

const MOST_READINGS = 6;
const bigramsOf = (word: string): string[] => {
  const padded = `^${word}$`;
  return Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2));
};

/** All words that occur in names, numbered, and found again when misspelt: shared letter pairs first, edits afterwards. */
export class Vocabulary {
  readonly words: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly byBigram = new Map<string, number[]>();
  private counts = new Uint8Array(0);

  add(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const term = this.words.length;
    this.words.push(word);
    this.numbers.set(word, term);
    if (slipsAllowed(word.length) > 0 && !/^\d/.test(word)) {
      for (const bigram of new Set(bigramsOf(word))) {
        const terms = this.byBigram.get(bigram);
        if (terms) terms.push(term);
        else this.byBigram.set(bigram, [term]);
      }
    }
    return term;
  }

  find(word: string): number | undefined {
    return this.numbers.get(word);
  }

  /** Words within one or two slips, likeliest first. The word itself is not among them. */
  similar(written: string): Reading[] {
    const slips = slipsAllowed(written.length);
    if (slips === 0) return [];
    if (this.counts.length < this.words.length) this.counts = new Uint8Array(this.words.length);
    const bigrams = new Set(bigramsOf(written));
    // One slip destroys at most three letter pairs (a swap), two slips at most six.
    const needed = Math.max(1, bigrams.size - 3 * slips);
    const touched: number[] = [];
    for (const bigram of bigrams) {
      for (const term of this.byBigram.get(bigram) ?? []) {
        const count = this.counts[term] ?? 0;
        if (count === 0) touched.push(term);
        this.counts[term] = count + 1;
      }
    }
    const found: Reading[] = [];
    for (const term of touched) {
      const word = this.words[term] ?? '';
      if ((this.counts[term] ?? 0) >= needed && Math.abs(word.length - written.length) <= slips && word !== written) {
        const like = likeness(written, word);
        if (like > 0) found.push({ term, likeness: like });
      }
      this.counts[term] = 0;
    }
    return found.sort((a, b) => b.likeness - a.likeness || a.term - b.term).slice(0, MOST_READINGS);
  }
}
