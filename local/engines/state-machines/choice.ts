import type { Json } from '../../assembly/template.ts';
import type { ChoiceRule, ChoiceState } from './definition.ts';
import { runtimeFailure, StateFailure } from './failure.ts';
import { type Document, lookUp, required } from './paths.ts';

/** Where a Choice leads. */
export function chosen(state: ChoiceState, document: Document): string {
  const next = state.Choices.find((rule) => holds(rule, document))?.Next ?? state.Default;
  if (next !== undefined) return next;
  throw new StateFailure(
    'States.NoChoiceMatched',
    `No choice matches the input ${JSON.stringify(document.input)}, and there is no Default`,
  );
}

function holds(rule: ChoiceRule, document: Document): boolean {
  if (rule.And) return rule.And.every((inner) => holds(inner, document));
  if (rule.Or) return rule.Or.some((inner) => holds(inner, document));
  if (rule.Not) return !holds(rule.Not, document);
  const variable = String(rule.Variable);
  const [name, expected] = Object.entries(rule).find(([key]) => COMPARISON.test(key)) ?? [];
  if (name === undefined || expected === undefined) throw runtimeFailure(`A choice on ${variable} compares nothing`);
  const value = lookUp(variable, document);
  if (name === 'IsPresent') return (value !== undefined) === expected;
  if (value === undefined) {
    throw runtimeFailure(`Invalid path '${variable}': the choice state's condition path references an invalid value.`);
  }
  if (name in IS) return IS[name]?.(value) === expected;
  const byPath = name.endsWith('Path');
  return compare(byPath ? name.slice(0, -4) : name, value, byPath ? required(String(expected), document) : expected);
}

const COMPARISON = /^(Is|String|Numeric|Boolean|Timestamp)[A-Z]/;

const IS: Record<string, (value: Json) => boolean> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => instantOf(value) !== undefined,
};

/** A value of another kind than the comparison is for never matches. */
function compare(name: string, value: Json, expected: Json): boolean {
  const [, kind = '', operator = ''] = /^(String|Numeric|Boolean|Timestamp)(.+)$/.exec(name) ?? [];
  const left = OF_KIND[kind]?.(value);
  const right = OF_KIND[kind]?.(expected);
  if (left === undefined || right === undefined) return false;
  return OPERATORS[operator]?.(left, right) ?? false;
}

type Comparable = string | number | boolean;

const OF_KIND: Record<string, (value: Json) => Comparable | undefined> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Timestamp: instantOf,
};

const OPERATORS: Record<string, (left: Comparable, right: Comparable) => boolean> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThan: (left, right) => left > right,
  GreaterThanEquals: (left, right) => left >= right,
  Matches: (left, right) => wildcard(String(right)).test(String(left)),
};

function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|\*|[.+?^${}()|[\]\\]/gs, (found, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === '*' ? '.*' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 's');
}

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a timestamp as the language wants it, with an upper-case T and a zone. */
export function instantOf(value: Json): number | undefined {
  if (typeof value !== 'string' || !TIMESTAMP.test(value)) return undefined;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}
