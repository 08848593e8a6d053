/** Bounds of one batch. */
export type BatchLimits = {
  /** Of its JSON in UTF-8. @default 1_000_000: a request may have 4 MiB, and JSON inside JSON is escaped again */
  maxBytes?: number;
  /** @default 5_000 */
  maxRows?: number;
};

/**
 * Cuts a list that travels as one json value into parts that fit a request. A row larger than a whole part goes alone:
 * whether it still fits is for the service to say.
 */
export function* inBatches<Row>(
  rows: Iterable<Row>,
  { maxBytes = 1_000_000, maxRows = 5_000 }: BatchLimits = {},
): Generator<Row[]> {
  let batch: Row[] = [];
  let bytes = 2;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row) ?? 'null') + 1;
    if (batch.length > 0 && (bytes + size > maxBytes || batch.length >= maxRows)) {
      yield batch;
      batch = [];
      bytes = 2;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
