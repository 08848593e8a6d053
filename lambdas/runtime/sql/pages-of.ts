import { failedWith } from './sql-failure.ts';

/** The rows that come after `after` in the order of their key, `limit` of them at most. */
export type FetchPage<Row, Key> = (after: Key | undefined, limit: number) => Promise<Row[]>;

export type PageOptions<Row, Key> = {
  /** The key of a row: what the next page comes after. */
  keyOf(row: Row): Key;
  /** The key to start after. @default the beginning */
  after?: Key;
  /** Rows asked for at once. @default 500 */
  limit?: number;
};

/**
 * A whole list, page by page, however long it is. A page that is more than an answer may hold is asked for again at
 * half its size; not inside a transaction, which does not survive that. A key that stands still is a bug, and ends.
 */
export async function* pagesOf<Row, Key>(
  fetchPage: FetchPage<Row, Key>,
  { keyOf, after, limit = 500 }: PageOptions<Row, Key>,
): AsyncGenerator<Row[]> {
  let key = after;
  let size = limit;
  for (;;) {
    const page = await fetchPage(key, size).catch((error: unknown) => {
      if (size > 1 && failedWith(error, 'too-large')) return undefined;
      throw error;
    });
    if (!page) {
      size = Math.floor(size / 2);
      continue;
    }
    const last = page.at(-1);
    if (last === undefined) return;
    const next = keyOf(last);
    if (JSON.stringify(next) === JSON.stringify(key)) throw new Error('This list does not advance: its key repeats.');
    key = next;
    yield page;
    if (page.length < size) return;
  }
}
