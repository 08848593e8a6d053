import { textOf } from '../json.ts';

/** One thing wrong with a request body, in LINE's shape. */
export type Problem = { message: string; property: string };

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export const countGraphemes = (text: string): number => [...graphemes.segment(text)].length;

/** Collects what is wrong with a request; reads a field and notes the problem in one go. */
export type Problems = {
  all: Problem[];
  add(property: string, message: string): void;
  /** Text that must be there and within `max` UTF-16 units. */
  required(value: unknown, property: string, max: number): void;
  /** Text that may be missing. */
  optional(value: unknown, property: string, max: number): void;
  /** Text whose length counts in what people see as characters. */
  label(value: unknown, property: string, max: number, isRequired: boolean): void;
  size(value: unknown[], property: string, least: number, most: number): void;
};

export function createProblems(): Problems {
  const all: Problem[] = [];
  const add = (property: string, message: string) => void all.push({ message, property });
  const optional = (value: unknown, property: string, max: number) => {
    if (value === undefined) return;
    if (typeof value !== 'string') add(property, 'must be a string');
    else if (value.length > max) add(property, `Length must be between 0 and ${max}`);
  };
  return {
    all,
    add,
    optional,
    required(value, property, max) {
      if (value === undefined || value === null || value === '') add(property, 'May not be empty');
      else optional(value, property, max);
    },
    label(value, property, max, isRequired) {
      const text = textOf(value);
      if (!text && isRequired) add(property, 'must be specified');
      if (text && countGraphemes(text) > max) add(property, `must not be longer than ${max} characters`);
    },
    size(value, property, least, most) {
      if (value.length < least || value.length > most) add(property, `Size must be between ${least} and ${most}`);
    },
  };
}
