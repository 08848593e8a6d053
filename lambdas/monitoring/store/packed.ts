import { gunzipSync, gzipSync } from 'node:zlib';

const MARK = 'gz:';
/** Below it a text stays readable for people; DynamoDB counts whole KB anyway. */
const WORTH_PACKING = 1_024;

/**
 * A value as the text of an attribute, packed where that saves something: an item may have 400 KB, which 400 zones that
 * go down together fill as plain JSON and 30 KB hold packed; and each KB is paid for at every write.
 */
export function packed(value: unknown): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) < WORTH_PACKING) return text;
  return MARK + gzipSync(text).toString('base64');
}

/** The JSON of what was packed, or of a text that was not. Throws on what is neither. */
export function unpacked(text: string): unknown {
  const json = text.startsWith(MARK) ? gunzipSync(Buffer.from(text.slice(MARK.length), 'base64')).toString() : text;
  return JSON.parse(json);
}
