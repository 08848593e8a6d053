import { badRequest, invalid } from './errors.ts';

/** A parameter as ExecuteStatement takes it. */
export type SqlParameter = { name?: string; value?: Record<string, unknown>; typeHint?: string };

/** A value with the type PostgreSQL is told it has; 0 leaves the type to the statement. */
export type TypedValue = { type: number; value: unknown };

const UNSPECIFIED = 0;
const BOOL = 16;
const BYTEA = 17;
const INT8 = 20;
const TEXT = 25;
const FLOAT8 = 701;

type Hint = { type: number; format?: RegExp };
const HINTS: Record<string, Hint> = {
  DATE: { type: 1082, format: /^\d{4}-\d{2}-\d{2}$/ },
  TIME: { type: 1083, format: /^\d{2}:\d{2}:\d{2}(\.\d{1,3})?$/ },
  TIMESTAMP: { type: 1114, format: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,3})?$/ },
  DECIMAL: { type: 1700 },
  JSON: { type: 114 },
  UUID: { type: 2950 },
};

/** The values in the order of the names; one that is not used is ignored, one that is missing refused. */
export function bindParameters(names: string[], parameters: SqlParameter[]): TypedValue[] {
  const given = new Map(parameters.map((parameter) => [nameOf(parameter), typedValue(parameter)]));
  return names.map((name) => {
    const value = given.get(name);
    if (!value) throw badRequest(`Cannot find parameter: ${name}`);
    return value;
  });
}

function nameOf({ name = '' }: SqlParameter): string {
  if (!/^[A-Za-z0-9_]+$/.test(name)) throw invalid(`Named parameter syntax is invalid, input: ${name}`);
  return name;
}

function typedValue({ name, value = {}, typeHint }: SqlParameter): TypedValue {
  const hint = hintNamed(typeHint);
  if (value.isNull === true) return { type: hint?.type ?? UNSPECIFIED, value: null };
  if (typeof value.stringValue === 'string') {
    if (hint?.format && !hint.format.test(value.stringValue)) {
      throw badRequest(`Cannot parse date or time "${value.stringValue}"`);
    }
    return { type: hint?.type ?? TEXT, value: value.stringValue };
  }
  if (typeof value.longValue === 'number') return { type: INT8, value: String(value.longValue) };
  if (value.doubleValue !== undefined) return { type: FLOAT8, value: String(value.doubleValue) };
  if (typeof value.booleanValue === 'boolean') return { type: BOOL, value: String(value.booleanValue) };
  if (typeof value.blobValue === 'string') return { type: BYTEA, value: Buffer.from(value.blobValue, 'base64') };
  if (value.arrayValue !== undefined) throw badRequest('Array parameters are not supported.');
  throw badRequest(`Parameter "${name}" has value with no field set`);
}

function hintNamed(typeHint: string | undefined): Hint | undefined {
  if (typeHint === undefined) return undefined;
  const hint = HINTS[typeHint];
  if (hint) return hint;
  throw invalid(`typeHint must satisfy enum value set: [${Object.keys(HINTS).sort().join(', ')}]`);
}
