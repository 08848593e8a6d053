import { randomInt } from 'node:crypto';

/** What a secret without a value of its own is filled with; the words are those of `GenerateSecretString`. */
export type SecretGeneration = {
  /** @default 32 */
  length: number;
  /** Characters that are left out. */
  exclude: string;
  withoutNumbers: boolean;
  withoutPunctuation: boolean;
  withoutUppercase: boolean;
  withoutLowercase: boolean;
  withSpace: boolean;
  /** At least one of each kind of character. */
  requireEach: boolean;
  /** JSON that the password is put into, under the key. @default the password alone is the value */
  into?: { template: string; key: string };
};

/** Characters by kind, as Secrets Manager draws them. */
const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** @param below a whole number from 0 up to it, not including it; the default cannot be guessed */
export function generateSecret(generation: SecretGeneration, below: (limit: number) => number = randomInt): string {
  const password = generatePassword(generation, below);
  if (!generation.into) return password;
  const { template, key } = generation.into;
  return JSON.stringify({ ...JSON.parse(template), [key]: password });
}

function generatePassword(generation: SecretGeneration, below: (limit: number) => number): string {
  const kinds = kindsOf(generation);
  const all = kinds.join('');
  const one = (characters: string) => characters[below(characters.length)] ?? '';
  const drawn = (generation.requireEach ? kinds : []).map(one);
  while (drawn.length < generation.length) drawn.push(one(all));
  // The required ones come first until they are mixed with the others.
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [drawn[at], drawn[other]] = [drawn[other] ?? '', drawn[at] ?? ''];
  }
  return drawn.join('');
}

function kindsOf(generation: SecretGeneration): string[] {
  const kinds = [
    generation.withoutLowercase ? '' : LOWERCASE,
    generation.withoutUppercase ? '' : LOWERCASE.toUpperCase(),
    generation.withoutNumbers ? '' : NUMBERS,
    generation.withoutPunctuation ? '' : PUNCTUATION,
    generation.withSpace ? ' ' : '',
  ];
  return kinds
    .map((kind) => [...kind].filter((character) => !generation.exclude.includes(character)).join(''))
    .filter((kind) => kind !== '');
}
