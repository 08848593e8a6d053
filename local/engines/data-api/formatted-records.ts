import { badRequest } from './errors.ts';
import type { Field } from './fields.ts';

const LARGEST_BYTES = 10 * 1024 * 1024;

/** The records as one JSON text, an object per row with the columns' labels as its keys. */
export function formatRecords(labels: string[], records: Field[][]): string {
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (twice !== undefined) throw badRequest(`The result contains more than one column with the label ${twice}.`);
  const rows = records.map((record) =>
    Object.fromEntries(record.map((field, index) => [labels[index], plain(field)] as const)),
  );
  const text = JSON.stringify(rows);
  if (Buffer.byteLength(text) > LARGEST_BYTES)
    throw badRequest('Database returned more than the allowed response size limit');
  return text;
}

function plain(field: Field): unknown {
  if (field.isNull) return null;
  const [value] = Object.values(field);
  return field.arrayValue ? Object.values(field.arrayValue as object)[0] : value;
}
