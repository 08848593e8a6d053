import * as z from 'zod';
import { sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql, SqlParameters } from '../../runtime/sql/sql-client.ts';

const MOST_ROWS = 1_000;
/** For rows of a few hundred bytes, of which an answer holds more. */
export const MOST_SMALL_ROWS = 3_000;
// An answer holds 1 MiB, of which quoting the rows takes its share. The first row always comes: one too large by itself
// is an error of the service, while leaving it out would look like the end of the list.
const MOST_BYTES = 500_000;

/**
 * A list of any length in pages that fit an answer, whatever the size of its rows (64 KB each at most).
 * @param statement selects `key` and `body` (jsonb) of the first `:most` rows whose key is beyond `:after`; a row whose body is null is left out
 * @param beginning a key before all others
 * @param most rows looked at for one page; what does not fit it is looked at again for the next
 */
export async function* inSizedPages<Body extends z.ZodType, Key extends number | string>(
  sql: Sql,
  statement: string,
  {
    body,
    beginning,
    parameters = {},
    most = MOST_ROWS,
  }: { body: Body; beginning: Key; parameters?: SqlParameters; most?: number },
): AsyncGenerator<z.output<Body>[]> {
  const Row = z.object({ key: z.custom<Key>(), body: sqlJson(body).nullable(), found: z.number() });
  let after = beginning;
  for (;;) {
    const rows = await sql.query(sized(statement), { ...parameters, after, most }, Row);
    const last = rows.at(-1);
    if (!last) return;
    const bodies = rows.flatMap((row) => (row.body === null ? [] : [row.body]));
    if (bodies.length > 0) yield bodies;
    if (rows.length === last.found && last.found < most) return;
    after = last.key;
  }
}

const sized = (statement: string): string => `
  with found as (${statement}),
  measured as (
    select key, body, coalesce(sum(octet_length(body::text)) over (order by key), 0) as bytes,
      row_number() over (order by key) as nth
    from found
  )
  select key, body, (select count(*) from found) as found
  from measured
  where bytes <= ${MOST_BYTES} or nth = 1
  order by key`;
