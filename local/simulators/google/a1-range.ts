/** A block of cells, 0-based, ends exclusive; an open end reaches to the edge of the grid. */
export type Block = { tab: string | undefined; top: number; left: number; bottom: number; right: number };

const CELLS = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?(?::\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?)?$/;

/** 1 for A, 27 for AA. */
export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

export function columnLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Reads A1 notation: `Tab`, `'Tab 1'!A1:C`, `A2:B`, `Tab!3:7`. A bare name is a tab if there is one called so. */
export function readRange(text: string, tabs: readonly string[]): Block | undefined {
  const named = /^(?:'((?:[^']|'')+)'|([^'!]+))(?:!(.+))?$/.exec(text);
  const wanted = (named?.[1]?.replaceAll("''", "'") ?? named?.[2])?.toLowerCase();
  const tab = tabs.find((title) => title.toLowerCase() === wanted);
  if (tab !== undefined) return blockOf(tab, named?.[3] ?? '');
  return named?.[3] === undefined && named?.[1] === undefined && text !== '' ? blockOf(undefined, text) : undefined;
}

function blockOf(tab: string | undefined, cells: string): Block | undefined {
  if (cells === '') return { tab, top: 0, left: 0, bottom: Number.POSITIVE_INFINITY, right: Number.POSITIVE_INFINITY };
  const found = CELLS.exec(cells);
  const [, left, top, right, bottom] = found ?? [];
  if (!found || (left === undefined && top === undefined)) return undefined;
  const isSpan = cells.includes(':');
  if (!isSpan && (left === undefined || top === undefined)) return undefined;
  if (isSpan && right === undefined && bottom === undefined) return undefined;
  const columns = [left, isSpan ? right : left].map((letters) => letters && columnNumber(letters));
  const rows = [top, isSpan ? bottom : top].map((digits) => digits && Number(digits));
  const [from, to] = span(columns);
  const [first, last] = span(rows);
  return { tab, left: from, right: to, top: first, bottom: last };
}

function span([one, other]: (number | string | undefined)[]): [number, number] {
  const [from, to] = [Number(one || 1), other ? Number(other) : Number.POSITIVE_INFINITY];
  return from <= to ? [from - 1, to] : [to - 1, from];
}

/** A tab's title as ranges write it. */
const quoteTab = (title: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(title) && !/^([A-Za-z]{1,3}\d+|R\d*C\d*)$/i.test(title)
    ? title
    : `'${title.replaceAll("'", "''")}'`;

export const writeRange = ({ top, left, bottom, right }: Block, title: string): string =>
  `${quoteTab(title)}!${columnLetters(left + 1)}${top + 1}:${columnLetters(right)}${bottom}`;
