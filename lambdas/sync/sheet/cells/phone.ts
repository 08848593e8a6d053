import { getCountriesForTimezone } from 'countries-and-timezones';
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { Cell } from '../sheet.ts';
import { isFilled, isFormulaError, plainDigits, saysNothing, severalLines } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

const EXPECTED = 'expected one such as +66 81 234 5678';
const BETWEEN_NUMBERS = /[\n,;/|&]|\s(?:or|and)\s|และ|หรือ|(?<=\d)\s*(?=\+)/giu;
// A cell may have 50,000 characters; nobody writes so many numbers.
const CELL_LIMIT = 1_000;
const EXTENSION = /^\s*(?:ext|x|#|ต่อ)/iu;

/** Zones that many countries keep; the list of time zones files them under one. */
const OF_NO_COUNTRY = /^(?:[CEMW]ET|[EHM]ST|[CEMP]ST\d[CEMP]DT)$/;

/** The country whose national numbers a sheet in this time zone holds; none for UTC and the like. */
export function countryOf(timeZone: string): CountryCode | undefined {
  if (OF_NO_COUNTRY.test(timeZone)) return undefined;
  const country = getCountriesForTimezone(timeZone)?.[0]?.id;
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}

/** A phone number as E.164; of several in one cell the first, with a problem. Extensions are dropped, E.164 has none. */
export function readPhone(cell: Cell | undefined, country: CountryCode | undefined): Reading<string | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell))
    return unreadable('cell-error', cell, 'is an error of the sheet; put the phone number back');
  if (typeof cell === 'boolean') return unreadable('not-a-phone', cell, `is a tick box; ${EXPECTED}`);
  if (typeof cell === 'string' && cell.length > CELL_LIMIT)
    return unreadable('not-a-phone', cell, `is not a phone number; ${EXPECTED}`);
  if (typeof cell === 'number' && !(Number.isInteger(cell) && cell > 0 && cell < 1e15))
    return unreadable('not-a-phone', cell, `is not a phone number; ${EXPECTED}`);
  const text = typeof cell === 'number' ? String(cell) : plainDigits(severalLines(cell)).replace(/ต่อ/gu, ' ext ');
  if (saysNothing(text)) return { value: null };
  const parts = partsOf(text).filter((part) => /\d/.test(part));
  const found = parts.map((part) => ({ part, numbers: numbersIn(part, country) }));
  const numbers = new Set(found.flatMap((piece) => piece.numbers));
  const [first] = numbers;
  if (first === undefined) {
    if (country === undefined && /^\D{0,20}0?\d[\d\s().-]{5,}$/u.test(text))
      return unreadable('phone-without-country', cell, `lacks the country code; ${EXPECTED}`);
    return unreadable('not-a-phone', cell, `is not a phone number; ${EXPECTED}`);
  }
  const unread = found.some((piece) => piece.numbers.length === 0 && looksLikeAnother(piece.part));
  if (numbers.size === 1 && !unread) return { value: first };
  const { problem } = unreadable(
    'several-phones',
    cell,
    `holds several phone numbers; ${first} is the first, keep only one`,
  );
  return { value: first, problem };
}

/** The cell cut between its numbers; an extension stays with its number. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const piece of text.split(BETWEEN_NUMBERS)) {
    if (EXTENSION.test(piece) && parts.length > 0) parts.push(`${parts.pop()} ${piece.trim()}`);
    else parts.push(piece);
  }
  return parts;
}

/** Digits enough for a number of its own, or the "/8" that stands for the next line of the same office. */
const looksLikeAnother = (part: string): boolean => /(?:\d\D{0,3}){6}/.test(part) || /^[\s\d-]+$/.test(part);

function numbersIn(part: string, country: CountryCode | undefined): string[] {
  const whole = numberFrom(part, country);
  if (whole !== undefined) return [whole];
  // "02-123-4567-8" names two lines, "081 234 5678 089 876 5432" two phones with nothing but a space between.
  const range = /^(.*\d{3})\s*-\s*\d{1,2}\s*$/u.exec(part)?.[1];
  const line = range === undefined ? undefined : numberFrom(range, country);
  if (range !== undefined && line !== undefined) return [line, part.trim()];
  const words = part.trim().split(/\s+/u);
  for (let at = 1; at < Math.min(words.length, 12); at++) {
    const first = numberFrom(words.slice(0, at).join(' '), country);
    const second = first === undefined ? undefined : numberFrom(words.slice(at).join(' '), country);
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return [];
}

function numberFrom(part: string, country: CountryCode | undefined): string | undefined {
  if (/\de\+\d/iu.test(part)) return undefined;
  const text = part.replace(/^(\D*)00(?=[1-9])/u, '$1+');
  const number = parsePhoneNumberFromString(text, country);
  if (number === undefined) return undefined;
  // Whoever wrote a country code meant it; number plans grow faster than the copy in a bundle, so the length decides.
  if (number.isValid()) return number.number;
  const international = /^\D*\+/u.test(text) && number.isPossible() && !/^(\d)\1+$/.test(number.nationalNumber);
  return international && !isOneDigitOff(number) ? number.number : undefined;
}

/** A known number with one digit lost or one too many is a slip, not a new number plan. */
function isOneDigitOff({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  const longer = [...'0123456789'].map((digit) => `${nationalNumber}${digit}`);
  const others = [String(nationalNumber).slice(0, -1), ...longer];
  return others.some((digits) => parsePhoneNumberFromString(`+${countryCallingCode}${digits}`)?.isValid());
}
