import type { ColumnMetadata, Field, SqlParameter } from '@aws-sdk/client-rds-data';
import type { SqlParameters, SqlValue } from './sql-client.ts';
import { SqlFailure } from './sql-failure.ts';
import { piecesOf } from './sql-text.ts';

/**
 * The statement and its parameters as the service takes them. An instant goes as text with its offset and is cast in
 * the statement: the service's own TIMESTAMP has no zone, so the session's would decide which instant it is. JSON is
 * cast too, because the service says `json`, for which functions of jsonb do not exist.
 */
export function boundStatement(statement: string, values: SqlParameters): { sql: string; parameters: SqlParameter[] } {
  const parameters = new Map<string, SqlParameter>();
  const sql = [...piecesOf(statement)].map(({ kind, text }) => {
    if (kind !== 'parameter') return text;
    const name = text.slice(1);
    const value = values[name];
    if (value === undefined) throw new SqlFailure('bad-statement', `Parameter ${text} has no value`);
    parameters.set(name, { name, ...fieldOf(name, value) });
    const type = castTo(value);
    return type ? `cast(${text} as ${type})` : text;
  });
  return { sql: sql.join(''), parameters: [...parameters.values()] };
}

function castTo(value: SqlValue): 'timestamptz' | 'jsonb' | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return 'instant' in value ? 'timestamptz' : 'json' in value ? 'jsonb' : undefined;
}

function fieldOf(name: string, value: SqlValue): Pick<SqlParameter, 'value' | 'typeHint'> {
  if (value === null) return { value: { isNull: true } };
  switch (typeof value) {
    case 'string':
      return { value: { stringValue: value } };
    case 'boolean':
      return { value: { booleanValue: value } };
    case 'number':
      return { value: numberField(name, value) };
  }
  if ('instant' in value) return text(instantText(name, value.instant));
  if ('uuid' in value) return { ...text(value.uuid), typeHint: 'UUID' };
  if ('date' in value) return { ...text(value.date), typeHint: 'DATE' };
  if ('decimal' in value) return { ...text(value.decimal), typeHint: 'DECIMAL' };
  const json = JSON.stringify(value.json);
  if (json === undefined) throw new SqlFailure('bad-statement', `Parameter :${name} is not JSON`);
  return { ...text(json), typeHint: 'JSON' };
}

const text = (stringValue: string) => ({ value: { stringValue } });

function numberField(name: string, value: number): Field {
  if (Number.isSafeInteger(value)) return { longValue: value };
  if (Number.isFinite(value) && !Number.isInteger(value)) return { doubleValue: value };
  // A whole number beyond 2^53 is not the number it was meant to be; as decimal it is.
  if (Number.isInteger(value)) throw new SqlFailure('bad-statement', `Parameter :${name} is too large: pass a decimal`);
  throw new SqlFailure('bad-statement', `Parameter :${name} is not a number`);
}

function instantText(name: string, instant: Date): string {
  if (Number.isNaN(instant.getTime())) throw new SqlFailure('bad-statement', `Parameter :${name} is no instant`);
  return instant.toISOString();
}

/** Rows by column name. Whole numbers are numbers as long as they are exact, and text beyond 2^53. */
export function rowsOf(columns: ColumnMetadata[], records: Field[][]): Record<string, unknown>[] {
  const described = columns.map(({ label, name, typeName }) => ({
    name: label || name || '',
    whole: wholeTypes.has(typeName ?? ''),
  }));
  return records.map((fields) =>
    Object.fromEntries(described.map(({ name, whole }, at) => [name, valueIn(fields[at], whole)])),
  );
}

const wholeTypes = new Set(['int2', 'int4', 'int8', 'smallserial', 'serial', 'bigserial', 'oid']);

function valueIn(field: Field | undefined, whole: boolean): unknown {
  if (!field || field.isNull) return null;
  if (field.stringValue !== undefined) return whole ? exactNumber(field.stringValue) : field.stringValue;
  if (field.arrayValue) {
    const { stringValues, longValues, doubleValues, booleanValues } = field.arrayValue;
    return stringValues ?? longValues ?? doubleValues ?? booleanValues ?? [];
  }
  return field.longValue ?? field.doubleValue ?? field.booleanValue ?? field.blobValue ?? null;
}

const exactNumber = (digits: string): number | string =>
  Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
