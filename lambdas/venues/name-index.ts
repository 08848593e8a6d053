import type { DirectoryEntry } from './directory-entry.ts';
import { CHAT_WORDS, KIND_WORDS, STOP_WORDS, THAI_CHAT_WORDS } from './everyday-words.ts';
import { tokensOf } from './fold.ts';
import { Vocabulary } from './vocabulary.ts';

/** What a word of a name is worth as evidence. `own` words are the ones that set venues apart. */
export type WordClass = 'own' | 'place' | 'chat' | 'number' | 'kind';

/** One way a venue is called: its name or an alias, as numbered words with their weight. Stop words are left out. */
export type NameForm = { venue: number; terms: number[]; weights: number[]; total: number };

const CLASS_FACTOR: Record<WordClass, number> = { own: 1, place: 0.8, chat: 0.6, number: 0.7, kind: 0.12 };
// In a small directory every word looks rare or common by accident; below this size rarity is read as if it were larger.
const SMALLEST_SAMPLE = 200;
const LEAST_RARITY = 0.3;
// A chain's name can slip into a location; a word is a place when it is about as common there as in names.
const LEAST_PLACE_SHARE = 0.25;

const isTellingZoneWord = (word: string): boolean =>
  word.length > 2 &&
  !STOP_WORDS.has(word) &&
  !KIND_WORDS.has(word) &&
  !CHAT_WORDS.has(word) &&
  !THAI_CHAT_WORDS.has(word);

/** The directory prepared for search: built once, never changed. */
export class NameIndex {
  readonly vocabulary = new Vocabulary();
  readonly forms: NameForm[] = [];
  readonly classes: WordClass[] = [];
  /** Evidence a word of the vocabulary gives, by its rarity and its class. */
  readonly weights: number[] = [];
  /** Word number → forms that hold it. */
  readonly postings: number[][] = [];
  readonly entries: readonly DirectoryEntry[];
  private readonly places: number[][] = [];
  private readonly zoneWords = new Map<string, number[]>();
  readonly longestUnspaced: number;

  constructor(directory: readonly DirectoryEntry[]) {
    this.entries = directory;
    const placeCounts = this.readPlaces();
    this.readNames();
    this.readZones();
    this.weigh(placeCounts);
    this.longestUnspaced = this.vocabulary.words.reduce((longest, word) => Math.max(longest, word.length), 0);
  }

  /** Words of the venue's location and country. */
  placesOf(venue: number): readonly number[] {
    return this.places[venue] ?? [];
  }

  /** Venues with a zone of which this is a telling word, in rising order; undefined when no zone is called so. */
  venuesWithZone(word: string): readonly number[] | undefined {
    return this.zoneWords.get(word);
  }

  private readPlaces(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const entry of this.entries) {
      const terms = new Set<number>();
      for (const token of tokensOf(`${entry.location ?? ''}, ${entry.country ?? ''}`)) {
        if (STOP_WORDS.has(token.text) || KIND_WORDS.has(token.text) || token.script === 'digits') continue;
        terms.add(this.vocabulary.add(token.text));
      }
      this.places.push([...terms]);
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    return counts;
  }

  private readZones(): void {
    const read = new Map<string, string[]>();
    this.entries.forEach((entry, venue) => {
      for (const zone of new Set(entry.zones ?? [])) {
        let words = read.get(zone);
        if (!words) {
          words = [...new Set(tokensOf(zone).map((token) => token.text))].filter(isTellingZoneWord);
          read.set(zone, words);
        }
        for (const word of words) {
          const venues = this.zoneWords.get(word);
          if (!venues) this.zoneWords.set(word, [venue]);
          else if (venues.at(-1) !== venue) venues.push(venue);
        }
      }
    });
  }

  private readNames(): void {
    this.entries.forEach((entry, venue) => {
      for (const name of new Set([entry.name, ...(entry.aliases ?? [])])) {
        const words = tokensOf(name).map((token) => token.text);
        const telling = words.filter((word) => !STOP_WORDS.has(word));
        const terms = (telling.length > 0 ? telling : words).map((word) => this.vocabulary.add(word));
        if (terms.length > 0) this.forms.push({ venue, terms, weights: [], total: 0 });
      }
    });
  }

  private weigh(placeCounts: Map<number, number>): void {
    for (let term = 0; term < this.vocabulary.words.length; term++) this.postings.push([]);
    this.forms.forEach((form, number) => {
      for (const term of new Set(form.terms)) this.postings[term]?.push(number);
    });
    const size = Math.max(this.entries.length, SMALLEST_SAMPLE);
    const rarest = Math.log((size + 1) / 1.5);
    this.vocabulary.words.forEach((word, term) => {
      const venues = Math.max(1, new Set((this.postings[term] ?? []).map((form) => this.forms[form]?.venue)).size);
      const rarity = Math.max(LEAST_RARITY, Math.log((size + 1) / (venues + 0.5)) / rarest);
      const wordClass = this.classOf(word, (placeCounts.get(term) ?? 0) >= venues * LEAST_PLACE_SHARE);
      this.classes.push(wordClass);
      this.weights.push(rarity * CLASS_FACTOR[wordClass]);
    });
    for (const form of this.forms) {
      form.weights = form.terms.map((term) => this.weights[term] ?? 0);
      form.total = form.weights.reduce((sum, weight) => sum + weight, 0);
    }
  }

  private classOf(word: string, isPlace: boolean): WordClass {
    if (/^\p{N}/u.test(word)) return 'number';
    if (KIND_WORDS.has(word)) return 'kind';
    if (word.length === 1 || CHAT_WORDS.has(word) || THAI_CHAT_WORDS.has(word) || STOP_WORDS.has(word)) return 'chat';
    return isPlace ? 'place' : 'own';
  }
}
