/** Answers whether one event passes a filter. */
export type EventFilter = (event: unknown) => boolean;

type Pattern = { [field: string]: unknown };
type Leaf = string | number | boolean | null;
type Test = (value: Leaf) => boolean;

/**
 * Compiles the FilterCriteria of an event source mapping; an event passes when one pattern matches, or when there is
 * none. Throws on an operator that Lambda does not know, so a typing error is not a filter that drops everything.
 */
export function compileFilters(patterns: string[] | undefined): EventFilter {
  if (!patterns?.length) return () => true;
  const filters = patterns.map((text) => compilePattern(JSON.parse(text) as Pattern));
  return (event) => filters.some((filter) => filter(event));
}

/** Compiles one pattern: every field must match, a field matches when one of its listed conditions does. */
export function compilePattern(pattern: Pattern): EventFilter {
  const fields = Object.entries(pattern).map(([field, condition]) => {
    if (field === '$or' && Array.isArray(condition)) {
      const alternatives = condition.map((alternative) => compilePattern(alternative as Pattern));
      return (event: unknown) => alternatives.some((alternative) => alternative(event));
    }
    const matches = Array.isArray(condition) ? compileConditions(field, condition) : compileNested(field, condition);
    return (event: unknown) => matches(valueAt(event, field));
  });
  return (event) => fields.every((matches) => matches(event));
}

function compileNested(field: string, condition: unknown): EventFilter {
  if (!isObject(condition)) throw new Error(`Filter pattern: "${field}" must be a list of conditions or an object`);
  const nested = compilePattern(condition);
  return (value) => (Array.isArray(value) ? value.some(nested) : nested(value));
}

function compileConditions(field: string, conditions: unknown[]): EventFilter {
  const tests = conditions
    .filter((condition) => !isExists(condition))
    .map((condition) => compileTest(field, condition));
  const exists = conditions.filter(isExists).map((condition) => condition.exists);
  return (value) => {
    const leaves = leavesOf(value);
    if (exists.some((wanted) => wanted === leaves.length > 0)) return true;
    return leaves.some((leaf) => tests.some((test) => test(leaf)));
  };
}

function compileTest(field: string, condition: unknown): Test {
  if (!isObject(condition)) return (value) => value === condition;
  const [[operator, wanted] = []] = Object.entries(condition);
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(String(wanted));
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(String(wanted));
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === String(wanted).toLowerCase();
    case 'numeric':
      return compileNumeric(field, wanted);
    case 'anything-but': {
      const unwanted = (Array.isArray(wanted) ? wanted : [wanted]).map((item) => compileTest(field, item));
      return (value) => !unwanted.some((test) => test(value));
    }
    default:
      throw new Error(`Filter pattern: "${field}" has the unknown operator "${operator}"`);
  }
}

const COMPARE: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

function compileNumeric(field: string, wanted: unknown): Test {
  const steps: Test[] = [];
  const parts = Array.isArray(wanted) ? wanted : [];
  for (let index = 0; index < parts.length; index += 2) {
    const compare = COMPARE[String(parts[index])];
    const limit = parts[index + 1];
    if (!compare || typeof limit !== 'number') throw new Error(`Filter pattern: "${field}" has a wrong numeric range`);
    // Numbers of a table stream arrive as text ({"N": "5"}) and never match, as on Lambda.
    steps.push((value) => typeof value === 'number' && compare(value, limit));
  }
  if (steps.length === 0) throw new Error(`Filter pattern: "${field}" has an empty numeric range`);
  return (value) => steps.every((step) => step(value));
}

function leavesOf(value: unknown): Leaf[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  // `exists` and all other conditions look at leaves only: an object is not a value.
  return value === undefined || isObject(value) ? [] : [value as Leaf];
}

function valueAt(event: unknown, field: string): unknown {
  return isObject(event) ? event[field] : undefined;
}

function isExists(condition: unknown): condition is { exists: boolean } {
  return isObject(condition) && typeof condition.exists === 'boolean';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
