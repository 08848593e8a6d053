import { readArray } from './array-text.ts';
import { DataApiError, unsupportedResult } from './errors.ts';
import type { ColumnType, Shape } from './types.ts';

/** A value of a record as ExecuteStatement answers it. */
export type Field = Record<string, unknown>;

export type ResultOptions = { decimalReturnType?: string; longReturnType?: string };

/** @param text as PostgreSQL writes the value */
export function fieldOf(text: string | null, type: ColumnType, options: ResultOptions): Field {
  if (text === null) return { isNull: true };
  if (type.element) return { arrayValue: arrayOf(text, type.element, options) };
  return scalarField(text, type.shape, options);
}

function scalarField(text: string, shape: Shape, { decimalReturnType, longReturnType }: ResultOptions): Field {
  switch (shape) {
    case 'boolean':
      return { booleanValue: text === 't' };
    case 'long':
      return longReturnType === 'STRING' ? { stringValue: text } : { longValue: numberToken(text) };
    case 'double':
      return { doubleValue: finite(text) };
    case 'decimal':
      if (decimalReturnType !== 'DOUBLE_OR_LONG') return { stringValue: text };
      return text.includes('.') ? { doubleValue: finite(text) } : { longValue: numberToken(text) };
    case 'blob':
      return { blobValue: Buffer.from(text.slice(2), 'hex').toString('base64') };
    case 'time':
    case 'instant':
      return { stringValue: withShortFraction(endless(text).replace(/\+00$/, '')) };
    case 'text':
      return { stringValue: text };
  }
}

const LISTS: Record<string, string> = {
  booleanValue: 'booleanValues',
  longValue: 'longValues',
  doubleValue: 'doubleValues',
};

function arrayOf(text: string, element: ColumnType, options: ResultOptions): Field {
  const fields = readArray(text).map((entry) => {
    if (Array.isArray(entry)) throw unsupportedResult('The result contains a multidimensional array.');
    return fieldOf(entry, element, options);
  });
  const [kind = 'stringValue'] = Object.keys(fields.find(({ isNull }) => !isNull) ?? {});
  return { [LISTS[kind] ?? 'stringValues']: fields.map((field) => field[kind] ?? null) };
}

type RawJson = { rawJSON(text: string): unknown };

/** A whole number beyond what a double holds is still written out in full. */
function numberToken(text: string): unknown {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : (JSON as unknown as RawJson).rawJSON(text);
}

function finite(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw unsupportedResult('NaN and Infinity values are not supported');
  return value;
}

/** The service breaks, without a word, on a date or a time that never comes. */
function endless(text: string): string {
  if (text.endsWith('infinity')) throw new DataApiError('InternalFailure', 500, '');
  return text;
}

/** Three digits where three are enough, else six. */
function withShortFraction(text: string): string {
  return text.replace(
    /\.(\d+)/,
    (_, digits: string) => `.${digits.length <= 3 ? digits.padEnd(3, '0') : digits.padEnd(6, '0')}`,
  );
}
