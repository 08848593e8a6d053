import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { sqlDate, sqlInstant, sqlJson } from '../../../lambdas/runtime/sql/row-schemas.ts';

describe('an instant', () => {
  it.each([
    ['2026-11-21 09:05:06', '2026-11-21T09:05:06.000Z'],
    ['2026-11-21 09:05:06.7', '2026-11-21T09:05:06.700Z'],
    ['2026-11-21 09:05:06.123456', '2026-11-21T09:05:06.123Z'],
    ['2026-11-21 09:05:06+00', '2026-11-21T09:05:06.000Z'],
    ['2026-11-21 16:05:06+07', '2026-11-21T09:05:06.000Z'],
    ['2026-11-21 14:35:06.5+05:30', '2026-11-21T09:05:06.500Z'],
    ['2026-11-21 14:35:06+0530', '2026-11-21T09:05:06.000Z'],
    ['2026-11-21T09:05:06Z', '2026-11-21T09:05:06.000Z'],
  ])('%s is %s', (text, instant) => expect(sqlInstant.parse(text).toISOString()).toBe(instant));

  it.each(['', 'infinity', '2026-11-21', '2026-13-01 00:00:00', 'now'])('is not %p', (text) =>
    expect(sqlInstant.safeParse(text).success).toBe(false),
  );
});

describe('a date', () => {
  it('stays text', () => expect(sqlDate.parse('2026-11-21')).toBe('2026-11-21'));
  it('exists', () => expect(sqlDate.safeParse('2026-02-30').success).toBe(false));
});

describe('json', () => {
  const schema = sqlJson(z.object({ n: z.number() }));
  it('is read through its schema', () => expect(schema.parse('{"n": 1}')).toEqual({ n: 1 }));
  it('may hold null, which is not an absent row', () => expect(sqlJson(z.null()).parse('null')).toBeNull());
  it.each(['{"n": "1"}', '{', 'null'])('is refused as %s', (text) =>
    expect(schema.safeParse(text).success).toBe(false),
  );
});
