import { unsupportedResult } from './errors.ts';

/** How a column's text becomes a field of a record. */
export type Shape = 'boolean' | 'long' | 'double' | 'decimal' | 'blob' | 'text' | 'time' | 'instant';

/** A type of PostgreSQL as the Data API shows it; `jdbc` is the number JDBC gives it. */
export type ColumnType = { name: string; shape: Shape; jdbc: number; element?: ColumnType };

const OTHER = 1111;
const ARRAY = 2003;

const SCALARS: [oid: number, arrayOid: number, name: string, shape: Shape, jdbc: number][] = [
  [16, 1000, 'bool', 'boolean', -7],
  [17, 1001, 'bytea', 'blob', -2],
  [19, 1003, 'name', 'text', 12],
  [20, 1016, 'int8', 'long', -5],
  [21, 1005, 'int2', 'long', 5],
  [23, 1007, 'int4', 'long', 4],
  [25, 1009, 'text', 'text', 12],
  [26, 1028, 'oid', 'long', -5],
  [114, 199, 'json', 'text', OTHER],
  [650, 651, 'cidr', 'text', OTHER],
  [700, 1021, 'float4', 'double', 7],
  [701, 1022, 'float8', 'double', 8],
  [869, 1041, 'inet', 'text', OTHER],
  [1042, 1014, 'bpchar', 'text', 1],
  [1043, 1015, 'varchar', 'text', 12],
  [1082, 1182, 'date', 'time', 91],
  [1083, 1183, 'time', 'time', 92],
  [1114, 1115, 'timestamp', 'time', 93],
  [1184, 1185, 'timestamptz', 'instant', 93],
  [1700, 1231, 'numeric', 'decimal', 2],
  [2950, 2951, 'uuid', 'text', OTHER],
  [3802, 3807, 'jsonb', 'text', OTHER],
  // What a function without a result gives.
  [2278, 0, 'void', 'text', OTHER],
];

const KNOWN: ReadonlyMap<number, ColumnType> = new Map(
  SCALARS.flatMap(([oid, arrayOid, name, shape, jdbc]): [number, ColumnType][] => {
    const scalar = { name, shape, jdbc };
    return [
      [oid, scalar],
      [arrayOid, { name: `_${name}`, shape: 'text', jdbc: ARRAY, element: scalar }],
    ];
  }),
);

/** What the catalogue says of a type made in the database, or of one rarely seen. */
export type CatalogueType = { name: string; isEnum: boolean };

/** @param lookUp asked for types that are not PostgreSQL's common ones */
export async function columnType(oid: number, lookUp: (oid: number) => Promise<CatalogueType>): Promise<ColumnType> {
  const known = KNOWN.get(oid);
  if (known) return known;
  const { name, isEnum } = await lookUp(oid);
  if (isEnum) return { name, shape: 'text', jdbc: 12 };
  throw unsupportedResult(`The result contains the unsupported data type ${name.toUpperCase()}.`);
}
