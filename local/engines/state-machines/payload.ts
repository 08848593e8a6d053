import { isObject, type Json } from '../../assembly/template.ts';
import { runtimeFailure } from './failure.ts';
import { evaluate, parseExpression } from './intrinsic-functions.ts';
import { type Document, lookUp, putAt, required } from './paths.ts';

/** Fills Parameters, ItemSelector and ResultSelector: names that end in `.$` hold a path or an intrinsic function. */
export function fill(template: Json, document: Document): Json {
  if (Array.isArray(template)) return template.map((entry) => fill(entry, document));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), valueAt(String(value), document)] : [name, fill(value, document)],
    ),
  );
}

/** The value of a path or an intrinsic function. */
export function valueAt(text: string, document: Document): Json {
  const expression = parseExpression(text);
  if (!expression) throw runtimeFailure(`'${text}' is neither a path nor an intrinsic function`);
  return evaluate(expression, document);
}

/** InputPath and OutputPath: all of it when they are missing, `{}` when they are null. */
export function selected(path: string | null | undefined, document: Document): Json {
  if (path === null) return {};
  return path === undefined ? document.input : required(path, document);
}

/** ResultPath: the result alone when it is missing, the input alone when it is null, else the two together. */
export function withResult(path: string | null | undefined, input: Json, result: Json): Json {
  if (path === null) return input;
  return path === undefined || path === '$' ? result : putAt(path, input, result);
}

/** A whole number of seconds that a path leads to. */
export function secondsAt(path: string, document: Document): number {
  const seconds = lookUp(path, document);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) return seconds;
  throw runtimeFailure(`The path '${path}' leads to ${JSON.stringify(seconds)}, which is no number of seconds`);
}
