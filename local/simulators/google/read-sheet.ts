import type { Cell, Sheet, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { isObject, objectOf, textOf } from '../json.ts';

/** A sheet from outside, or what it lacks. */
export function readSheet(input: unknown): Sheet | { problem: string } {
  const { title, timeZone, tabs } = objectOf(input);
  if (!textOf(title)) return { problem: "'title' must be text" };
  if (!textOf(timeZone) || !isTimeZone(String(timeZone))) return { problem: "'timeZone' must be an IANA time zone" };
  if (!Array.isArray(tabs) || tabs.length === 0) return { problem: "'tabs' must be a list with at least one tab" };
  const read: SheetTab[] = [];
  for (const [nth, tab] of tabs.entries()) {
    const at = `tabs[${nth}]`;
    const name = isObject(tab) ? textOf(tab.title) : undefined;
    if (!isObject(tab) || !name) return { problem: `'${at}.title' must be text` };
    if (read.some(({ title: other }) => other.toLowerCase() === name.toLowerCase())) {
      return { problem: `'${at}.title': there is already a tab '${name}'` };
    }
    const values = readRows(tab.values ?? [], `${at}.values`);
    if ('problem' in values) return values;
    read.push({ title: name, values: values.rows });
  }
  return { title: String(title), timeZone: String(timeZone), tabs: read };
}

/** Rows of cells, or what is no cell among them. */
export function readRows(input: unknown, at: string): { rows: Cell[][] } | { problem: string } {
  if (!Array.isArray(input)) return { problem: `'${at}' must be a list of rows` };
  const bad = input.findIndex((row) => !Array.isArray(row) || !row.every(isCell));
  if (bad >= 0) return { problem: `'${at}[${bad}]' must be a list of text, numbers, true, false or null` };
  return { rows: input };
}

export const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
