import { createHash, randomUUID } from 'node:crypto';
import { isObject, type Json } from '../../assembly/template.ts';
import { StateFailure } from './failure.ts';
import { type Document, parsePath, required } from './paths.ts';

/** A call such as `States.Format('{} of {}', $.done, $.all)`, taken apart. */
export type Expression = { path: string } | { value: Json } | { call: string; args: Expression[] };

/** Reads a path or a call of an intrinsic function; undefined when it is neither or uses what is not covered. */
export function parseExpression(text: string): Expression | undefined {
  const reader = { text, at: 0 };
  const expression = readExpression(reader);
  skipSpace(reader);
  return reader.at === text.length && expression && !('value' in expression) ? expression : undefined;
}

export function evaluate(expression: Expression, document: Document): Json {
  if ('path' in expression) return required(expression.path, document);
  if ('value' in expression) return expression.value;
  const args = expression.args.map((arg) => evaluate(arg, document));
  try {
    const result = FUNCTIONS[expression.call]?.(...args);
    if (result !== undefined) return result;
  } catch {
    // Worded below, whatever did not fit.
  }
  throw new StateFailure(
    'States.IntrinsicFailure',
    `The intrinsic function '${expression.call}' failed with the arguments ${JSON.stringify(args)}`,
  );
}

type Reader = { text: string; at: number };

function readExpression(reader: Reader): Expression | undefined {
  skipSpace(reader);
  const call = take(reader, /States\.[A-Za-z0-9]+(?=\()/y);
  if (call !== undefined) return readCall(call, reader);
  const path = take(reader, /\$(?:\[(?:'(?:[^'\\]|\\.)*'|[^\]])*\]|[^\s,()[\]])*/y);
  if (path !== undefined) return parsePath(path) ? { path } : undefined;
  const quoted = take(reader, /'(?:[^'\\]|\\.)*'/y);
  if (quoted !== undefined) return { value: quoted.slice(1, -1).replace(/\\(['{}\\])/g, unescaped) };
  const literal = take(reader, /-?\d+(?:\.\d+)?|true|false|null/y);
  return literal === undefined ? undefined : { value: JSON.parse(literal) };
}

/** Escaped braces stay escaped: they mean something to States.Format. */
function unescaped(whole: string, character: string): string {
  return character === '{' || character === '}' ? whole : character;
}

function readCall(call: string, reader: Reader): Expression | undefined {
  if (!(call in FUNCTIONS)) return undefined;
  const args: Expression[] = [];
  reader.at += 1;
  skipSpace(reader);
  while (take(reader, /\)/y) === undefined) {
    if (args.length > 0 && take(reader, /,/y) === undefined) return undefined;
    const arg = readExpression(reader);
    if (!arg) return undefined;
    args.push(arg);
    skipSpace(reader);
  }
  return { call, args };
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function skipSpace(reader: Reader): void {
  take(reader, /\s*/y);
}

const FUNCTIONS: Record<string, (...args: Json[]) => Json | undefined> = {
  'States.Format': (template, ...values) => format(String(template), values),
  'States.StringToJson': (text) => JSON.parse(text as string),
  'States.JsonToString': (value) => JSON.stringify(value),
  'States.Array': (...values) => values,
  'States.ArrayLength': (list) => (list as Json[]).length,
  'States.ArrayGetItem': (list, index) => (list as Json[])[index as number],
  'States.ArrayContains': (list, wanted) =>
    (list as Json[]).some((one) => JSON.stringify(one) === JSON.stringify(wanted)),
  'States.StringSplit': (text, at) => String(text).split(new RegExp(`[${String(at).replace(/[\]\\^-]/g, '\\$&')}]+`)),
  'States.JsonMerge': (left, right) => (isObject(left) && isObject(right) ? { ...left, ...right } : undefined),
  'States.MathAdd': (left, right) => (typeof left === 'number' && typeof right === 'number' ? left + right : undefined),
  'States.UUID': () => randomUUID(),
  'States.Base64Encode': (text) => Buffer.from(String(text)).toString('base64'),
  'States.Hash': (text, algorithm) =>
    createHash(String(algorithm).replace('-', '').toLowerCase()).update(String(text)).digest('hex'),
};

function format(template: string, values: Json[]): string | undefined {
  let used = 0;
  const text = template.replace(/\\([{}\\'])|\{\}/g, (_, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    const value = values[used++];
    return typeof value === 'string' ? value : JSON.stringify(value ?? null);
  });
  return used === values.length ? text : undefined;
}
