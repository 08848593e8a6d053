import { isObject, type Json } from '../../assembly/template.ts';
import { runtimeFailure } from './failure.ts';

/** What paths look into: `$` is the input of the state, `$$` the context object. */
export type Document = { input: Json; context: Json };

type Step = string | number | typeof EVERY;
type Path = { inContext: boolean; steps: Step[] };
const EVERY = Symbol('every');
const STEP = /\.([A-Za-z_][\w-]*)|\['((?:[^'\\]|\\.)*)'\]|\[(-?\d+)\]|(\[\*\]|\.\*)/y;
const known = new Map<string, Path>();

/** A path of names, positions and `*`; undefined for the rest of JSONPath: filters, slices, `..`. */
export function parsePath(text: string): Path | undefined {
  const remembered = known.get(text);
  if (remembered) return remembered;
  const root = /^\$\$?/.exec(text)?.[0];
  if (root === undefined) return undefined;
  const steps: Step[] = [];
  let at = root.length;
  while (at < text.length) {
    STEP.lastIndex = at;
    const found = STEP.exec(text);
    if (!found) return undefined;
    const [whole, name, quoted, position] = found;
    steps.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? (position === undefined ? EVERY : Number(position)));
    at += whole.length;
  }
  const path = { inContext: root === '$$', steps };
  known.set(text, path);
  return path;
}

/** A path that means one place, as ResultPath needs. */
export function isReferencePath(text: string): boolean {
  const path = parsePath(text);
  return path !== undefined && !path.inContext && !path.steps.includes(EVERY);
}

/** What a path leads to; undefined when there is nothing. */
export function lookUp(text: string, { input, context }: Document): Json | undefined {
  const path = parsePath(text);
  if (!path) throw runtimeFailure(`Invalid path '${text}'`);
  const many = path.steps.includes(EVERY);
  let found: Json[] = [path.inContext ? context : input];
  for (const step of path.steps) found = found.flatMap((value) => follow(value, step));
  return many ? found : found[0];
}

/** The same for what has to be there. */
export function required(text: string, document: Document): Json {
  const found = lookUp(text, document);
  if (found !== undefined) return found;
  throw runtimeFailure(`The JSONPath '${text}' could not be found in the input '${JSON.stringify(document.input)}'`);
}

/** The input with a value put where a reference path says; objects on the way are made. */
export function putAt(text: string, input: Json, value: Json): Json {
  const steps = parsePath(text)?.steps ?? [];
  return put(input, steps, value);
}

function put(into: Json, [step, ...rest]: Step[], value: Json): Json {
  if (step === undefined) return value;
  if (typeof step === 'number' && Array.isArray(into)) {
    return into.map((entry, index) => (index === step ? put(entry, rest, value) : entry));
  }
  const name = String(step);
  const object = isObject(into) ? into : {};
  return { ...object, [name]: put(object[name] ?? {}, rest, value) };
}

function follow(value: Json, step: Step): Json[] {
  if (step === EVERY) return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  if (typeof step === 'number') return Array.isArray(value) ? present(value.at(step)) : [];
  return isObject(value) && Object.hasOwn(value, step) ? present(value[step]) : [];
}

function present(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}
