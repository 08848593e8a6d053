import type { Refusal } from './meta-errors.ts';

export const missing = (name: string): Refusal => ({ code: 131008, details: `Parameter '${name}' is required.` });

export const notValid = (details: string): Refusal => ({ code: 131009, details });

export const tooLong = (name: string, max: number): Refusal => ({
  code: 100,
  message: `(#100) Param ${name} must be at most ${max} characters long.`,
});

/** Lengths count UTF-16 units, the strictest reading of "characters". */
export const isTooLong = (value: unknown, max: number): boolean => typeof value === 'string' && value.length > max;
