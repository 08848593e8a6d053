import { isObject } from '../json.ts';

type Style = { comma: string; colon: string; escapeUnicode: boolean; escapeSlash: boolean };

// Meta changes spacing and escapes without notice; a product must sign over the bytes, not over its own idea of JSON.
const STYLES: Style[] = [
  { comma: ',', colon: ':', escapeUnicode: false, escapeSlash: false },
  { comma: ', ', colon: ': ', escapeUnicode: true, escapeSlash: false },
  { comma: ',', colon: ':', escapeUnicode: true, escapeSlash: true },
  { comma: ', ', colon: ': ', escapeUnicode: false, escapeSlash: false },
];

/** The same JSON value in the nth of several spellings. */
export function writeJson(value: unknown, nth: number): string {
  const style = STYLES[nth % STYLES.length] as Style;
  return write(value, style);
}

function write(value: unknown, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, style)).join(style.comma)}]`;
  if (isObject(value)) {
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${fields.map(([name, item]) => `${write(name, style)}${style.colon}${write(item, style)}`).join(style.comma)}}`;
  }
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  let text = JSON.stringify(value);
  if (style.escapeUnicode) {
    text = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  return style.escapeSlash ? text.replaceAll('/', '\\/') : text;
}
