import { isObject, type Json } from '../json.ts';

/** Which fields of an answer are wanted; an empty tree wants everything below. */
type Wanted = Map<string, Wanted>;

/** The parts of an answer that `fields` names (`a,b.c,d(e,f/g)`); undefined when unreadable or not of this answer. */
export function pickFields(body: Json, mask: string): Json | undefined {
  if (mask === '' || mask === '*') return body;
  const wanted: Wanted = new Map();
  const rest = readList(mask.match(/[A-Za-z0-9_*]+|./g) ?? [], wanted);
  const isKnown = [...wanted.keys()].every((name) => name === '*' || name in body);
  return rest?.length === 0 && isKnown ? (pick(body, wanted) as Json) : undefined;
}

function pick(value: unknown, wanted: Wanted): unknown {
  if (wanted.size === 0 || wanted.has('*')) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, wanted));
  if (!isObject(value)) return value;
  const kept = [...wanted].filter(([name]) => value[name] !== undefined);
  return Object.fromEntries(kept.map(([name, below]) => [name, pick(value[name], below)]));
}

/** Reads `a,b.c(d)` into `wanted`; answers what is left of the text, undefined when it makes no sense. */
function readList(tokens: string[], wanted: Wanted): string[] | undefined {
  const rest = readPath(tokens, wanted);
  return rest?.[0] === ',' ? readList(rest.slice(1), wanted) : rest;
}

function readPath([name = '', next, ...rest]: string[], wanted: Wanted): string[] | undefined {
  if (!/^[A-Za-z0-9_*]+$/.test(name)) return undefined;
  const below: Wanted = wanted.get(name) ?? new Map();
  wanted.set(name, below);
  if (next === undefined) return [];
  if (next === '.' || next === '/') return readPath(rest, below);
  if (next !== '(') return [next, ...rest];
  const after = readList(rest, below);
  return after?.[0] === ')' ? after.slice(1) : undefined;
}
