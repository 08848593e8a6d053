import { addressesIn } from './mail-addresses.ts';
import type { Mail } from './mail-store.ts';

export type Search = (mail: Mail) => boolean;

type Field = 'any' | 'from' | 'to' | 'cc' | 'subject';
type Reading = { tokens: string[]; at: number; now: Date };

/** Plain dates begin at midnight in California, in winter. */
const PACIFIC_HOURS = 8;
const DAY_MS = 86_400_000;
const SPAN_DAYS: Record<string, number> = { d: 1, m: 30, y: 365 };

/**
 * The part of Gmail's search box the product could use: words and "exact words", `-not`, `a OR b`, `{a b}`, `(a b)`,
 * `from: to: cc: subject:` of one value or a group, `newer_than: older_than: after: before: has:attachment label: in:`.
 */
export function readSearch(query: string, now: Date): Search {
  const tokens = query.match(/-|[a-zA-Z0-9_]+:(?=[^\s:]|$)|"[^"]*"?|[(){}]|[^\s(){}"]+/g) ?? [];
  return all({ tokens, at: 0, now }, 'any', undefined);
}

function all(reading: Reading, field: Field, closing: string | undefined): Search {
  const searches: Search[] = [];
  while (reading.at < reading.tokens.length && reading.tokens[reading.at] !== closing) {
    searches.push(alternatives(reading, field));
  }
  reading.at += 1;
  const isAny = closing === '}';
  return (mail) => (isAny ? searches.some((fits) => fits(mail)) : searches.every((fits) => fits(mail)));
}

function alternatives(reading: Reading, field: Field): Search {
  const searches = [one(reading, field)];
  while (reading.tokens[reading.at] === 'OR') {
    reading.at += 1;
    searches.push(one(reading, field));
  }
  return (mail) => searches.some((fits) => fits(mail));
}

function one(reading: Reading, field: Field): Search {
  const token = reading.tokens[reading.at++] ?? '';
  if (token === '-') {
    const fits = one(reading, field);
    return (mail) => !fits(mail);
  }
  if (token === '(') return all(reading, field, ')');
  if (token === '{') return all(reading, field, '}');
  const operator = /^([a-z0-9_]+):$/i.exec(token)?.[1]?.toLowerCase();
  if (operator !== undefined) return operation(reading, operator);
  return words(token.replaceAll('"', ''), field);
}

function operation(reading: Reading, operator: string): Search {
  if (operator === 'from' || operator === 'to' || operator === 'cc' || operator === 'subject')
    return one(reading, operator);
  const value = (reading.tokens[reading.at++] ?? '').replaceAll('"', '').toLowerCase();
  switch (operator) {
    case 'newer_than':
    case 'older_than': {
      const [, count, unit] = /^(\d+)([dmy])$/.exec(value) ?? [];
      if (count === undefined) return () => true;
      const edge = reading.now.getTime() - Number(count) * (SPAN_DAYS[unit ?? 'd'] ?? 1) * DAY_MS;
      return ({ date }) => (operator === 'newer_than' ? date.getTime() > edge : date.getTime() <= edge);
    }
    case 'after':
    case 'before': {
      const edge = momentOf(value);
      if (edge === undefined) return () => true;
      return ({ date }) => (operator === 'after' ? date.getTime() >= edge : date.getTime() < edge);
    }
    case 'has':
      return ({ attachments }) => value !== 'attachment' || attachments.length > 0;
    case 'label':
    case 'in':
      return ({ labels }) => value === 'anywhere' || labels.some((label) => label.toLowerCase() === value);
    case 'rfc822msgid':
      return ({ id }) => value.includes(id);
    default:
      return words(`${operator}:${value}`, 'any');
  }
}

function momentOf(value: string): number | undefined {
  if (/^\d{9,11}$/.test(value)) return Number(value) * 1000;
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), PACIFIC_HOURS);
}

/** Whole words, or a whole address, in lower case. Bodies are searched too. */
function words(text: string, field: Field): Search {
  const wanted = text.toLowerCase().trim();
  if (wanted === '') return () => true;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'u',
  );
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(wanted);
  return (mail) => {
    const values = valuesOf(mail, field);
    if (isAddress && field !== 'any' && field !== 'subject') return addressesIn(...values).includes(wanted);
    return values.some((value) => pattern.test(value.toLowerCase()));
  };
}

function valuesOf({ from, to, cc, subject, body }: Mail, field: Field): string[] {
  if (field === 'from') return [from];
  if (field === 'to') return [to, cc];
  if (field === 'cc') return [cc];
  return field === 'subject' ? [subject] : [from, to, cc, subject, body];
}
