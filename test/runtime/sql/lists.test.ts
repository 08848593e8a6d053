import { describe, expect, it } from '@jest/globals';
import { inBatches } from '../../../lambdas/runtime/sql/in-batches.ts';
import { pagesOf } from '../../../lambdas/runtime/sql/pages-of.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('a long list is sent in batches', () => {
  it('that lose and double nothing, and keep the order', () => {
    const rows = Array.from({ length: 1_234 }, (_, id) => ({ id }));
    expect([...inBatches(rows, { maxRows: 100 })].flat()).toEqual(rows);
    expect([...inBatches(rows, { maxRows: 100 })].map((batch) => batch.length)).toEqual([...Array(12).fill(100), 34]);
  });

  it('measured in bytes, not in letters', () => {
    const rows = Array.from({ length: 200 }, (_, id) => ({ id, name: 'โรงแรม 🏨'.repeat(id) }));
    const batches = [...inBatches(rows, { maxBytes: 10_000 })];
    expect(batches.flat()).toEqual(rows);
    for (const batch of batches) expect(bytesOf(batch)).toBeLessThanOrEqual(10_000);
  });

  it('in which a row larger than a batch goes alone', () => {
    const [small, large] = [{ a: 'x' }, { a: 'x'.repeat(100) }];
    expect([...inBatches([small, large, small, small], { maxBytes: 50 })]).toEqual([[small], [large], [small, small]]);
  });

  it('of which there are none where there is nothing', () => expect([...inBatches([])]).toEqual([]));
});

/** A table of so many rows, of which no answer may hold more than `most`. */
function aTable(rows: number, most = 1_000) {
  const asked: number[] = [];
  const fetchPage = async (after: number | undefined, limit: number) => {
    asked.push(limit);
    const found = Array.from({ length: rows }, (_, id) => ({ id })).filter(({ id }) => id > (after ?? -1));
    if (Math.min(found.length, limit) > most) throw new SqlFailure('too-large', 'too large');
    return found.slice(0, limit);
  };
  return { asked, fetchPage };
}
async function listOf<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}
const keyOf = ({ id }: { id: number }) => id;

describe('a long list is read in pages', () => {
  it.each([0, 1, 9, 10, 11, 20, 25])('that hold all of %i rows once', async (rows) => {
    const pages = await listOf(pagesOf(aTable(rows).fetchPage, { keyOf, limit: 10 }));
    expect(pages.flat().map(keyOf)).toEqual(Array.from({ length: rows }, (_, id) => id));
    expect(pages.every((page) => page.length > 0)).toBe(true);
  });

  it('after the key it is told', async () => {
    const pages = await listOf(pagesOf(aTable(25).fetchPage, { keyOf, after: 22, limit: 10 }));
    expect(pages).toEqual([[{ id: 23 }, { id: 24 }]]);
  });

  it('half as large from where an answer was too large', async () => {
    const { asked, fetchPage } = aTable(25, 6);
    const pages = await listOf(pagesOf(fetchPage, { keyOf, limit: 20 }));
    expect(pages.flat()).toHaveLength(25);
    expect(asked.slice(0, 4)).toEqual([20, 10, 5, 5]);
  });

  it('and one row that is too large is told, not tried for ever', async () => {
    const reading = listOf(pagesOf(aTable(25, 0).fetchPage, { keyOf, limit: 20 }));
    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
  });

  it('and a key that stands still ends it', async () => {
    const same = async () => [{ id: 7 }, { id: 7 }];
    await expect(listOf(pagesOf(same, { keyOf, limit: 2 }))).rejects.toThrow('does not advance');
  });
});
