import type { FieldDef } from 'pg';
import type { Connection } from './connections.ts';
import type { ColumnType } from './types.ts';

/** What PostgreSQL's catalogue knows of a column that comes straight from a table. */
type Origin = { relation: number; column: number; schema: string; table: string; required: boolean; counted: boolean };

const ORIGINS = `
  SELECT a.attrelid::int AS relation, a.attnum AS "column", n.nspname AS schema, c.relname AS "table",
    a.attnotnull AS required,
    a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false) AS counted
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ANY ($1::oid[])`;

const SERIALS: Record<string, string> = { int2: 'smallserial', int4: 'serial', int8: 'bigserial' };
const NO_NULLS = 0;
const NULLS = 1;
const UNKNOWN = 2;

/** The columns as ExecuteStatement describes them. */
export async function describeColumns(
  columns: FieldDef[],
  types: ColumnType[],
  { client }: Connection,
): Promise<Record<string, unknown>[]> {
  const relations = [...new Set(columns.map(({ tableID }) => tableID).filter((id) => id > 0))];
  const origins = relations.length === 0 ? [] : (await client.query<Origin>(ORIGINS, [relations])).rows;
  return columns.map((column, index) => {
    const type = types[index] as ColumnType;
    const origin = origins.find(({ relation, column: n }) => relation === column.tableID && n === column.columnID);
    const isNumber = ['long', 'double', 'decimal'].includes(type.shape);
    return {
      arrayBaseColumnType: type.element?.jdbc ?? 0,
      isAutoIncrement: origin?.counted ?? false,
      isCaseSensitive: !isNumber && type.shape !== 'boolean' && type.shape !== 'blob',
      isCurrency: false,
      isSigned: isNumber,
      label: column.name,
      name: column.name,
      nullable: origin ? (origin.required ? NO_NULLS : NULLS) : UNKNOWN,
      ...precisionOf(column, type),
      schemaName: origin?.schema ?? '',
      tableName: origin?.table ?? '',
      type: type.jdbc,
      typeName: (origin?.counted && SERIALS[type.name]) || type.name,
    };
  });
}

const DIGITS: Record<string, number> = { int2: 5, int4: 10, int8: 19, float4: 8, float8: 17, bool: 1 };
const ENDLESS = 2_147_483_647;

function precisionOf({ dataTypeModifier: modifier }: FieldDef, { name }: ColumnType) {
  const declared = modifier - 4;
  if (name === 'numeric')
    return declared < 0 ? { precision: 0, scale: 0 } : { precision: declared >> 16, scale: declared & 0xffff };
  if (name === 'varchar' || name === 'bpchar') return { precision: declared < 0 ? ENDLESS : declared, scale: 0 };
  return { precision: DIGITS[name] ?? ENDLESS, scale: 0 };
}
