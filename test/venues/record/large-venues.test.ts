import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { directoryRows } from '../../../lambdas/venues/record/directory-rows-in-postgres.ts';
import { knownForWalk } from '../../../lambdas/venues/record/known-zones-in-postgres.ts';
import { inSizedPages } from '../../../lambdas/venues/record/sized-pages.ts';
import { type ARecord, startRecord } from './a-record.ts';

const THAI = 'โรงแรมริมแม่น้ำเจ้าพระยา'.repeat(20);

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
  await record.rows(`
    insert into venues (id, name, name_folded, location, created_at, updated_at)
    values (1, 'Large', 'large', repeat('ก', 1000), now(), now()), (2, 'After', 'after', null, now(), now())`);
  await record.rows(`insert into accounts (id) values ('a')`);
  await record.rows(
    `insert into zones (id, account_id, venue_id, name, name_folded, kind, critical, first_seen_at, last_seen_at)
     select 'z' || lpad(n::text, 4, '0'), 'a', 1, n || '"' || $1, n::text, 'other', false, now(), now()
     from generate_series(1, 300) n`,
    [THAI],
  );
  await record.rows(
    `insert into aliases (venue_id, alias, alias_folded, source, said_by, learnt_at)
     select 1, left(n || $1, 300), n::text, 'import', 'test', now() - n * interval '1 minute'
     from generate_series(1, 300) n`,
    [THAI],
  );
});
afterAll(() => record?.close());

describe('a venue with more names than a row of an answer holds', () => {
  it('is published with as many as fit, and keeps nobody after it out', async () => {
    const venues = [];
    for await (const page of directoryRows(record.sql, new Date()))
      if (page.kind === 'venues') venues.push(...page.rows);
    expect(venues.map(({ name }) => name)).toEqual(['Large', 'After']);
    const [{ aliases = [], zones = [] } = {}] = venues;
    expect(aliases.length).toBeGreaterThan(20);
    expect(aliases).toContainEqual(expect.stringMatching(/^1โ/u));
    expect(zones.length).toBeGreaterThan(80);
    expect(zones[0]).toMatch(/^1"โ/u);
  });

  it('is compared with what Soundtrack shows', async () => {
    const { venues, known } = await knownForWalk(record.sql);
    expect(venues.map(({ name }) => name)).toEqual(['Large', 'After']);
    expect(venues[0]?.aliases?.length).toBeGreaterThan(20);
    expect(known.zones).toHaveLength(300);
  });
});

it('a row that no answer holds is an error, never the end of the list', async () => {
  const statement = `
    select n as key, jsonb_build_object('n', n, 'text', case when n = 2 then repeat('x', 600000) else '' end) as body
    from generate_series(1, 3) n where n > :after order by n limit :most`;
  const read = async () => {
    const found = [];
    for await (const page of inSizedPages(record.sql, statement, { body: z.object({ n: z.number() }), beginning: 0 }))
      found.push(...page);
    return found;
  };
  await expect(read()).rejects.toMatchObject({ code: 'too-large' });
});
