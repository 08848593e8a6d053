import { describe, expect, it } from '@jest/globals';
import { migrationsIn } from '../../../lambdas/venues/migrate/migration.ts';
import { planMigrations } from '../../../lambdas/venues/migrate/plan.ts';

const file = (name: string, text = `select '${name}'`) => ({ file: name, text });
const three = migrationsIn([file('0001_a.sql'), file('0002_b.sql'), file('0003_c.sql')]);
const applied = (count: number, from = three) =>
  from.slice(0, count).map(({ version, name, checksum }) => ({ version, name, checksum }));

describe('the files of the folder', () => {
  it('are read in the order of their numbers, whatever order they come in', () => {
    const shuffled = migrationsIn([file('0003_c.sql'), file('0001_a.sql'), file('0002_b.sql')]);
    expect(shuffled).toEqual(three);
    expect(three.map(({ version, name }) => [version, name])).toEqual([
      [1, '0001_a'],
      [2, '0002_b'],
      [3, '0003_c'],
    ]);
  });

  it.each([
    ['a gap', ['0001_a.sql', '0003_c.sql'], /after 1 is 0003_c\.sql/],
    ['a double', ['0001_a.sql', '0001_b.sql'], /after 1 is 0001_b\.sql/],
    ['a late start', ['0002_a.sql'], /after 0 is 0002_a\.sql/],
    ['another kind of name', ['0001-a.sql'], /not named like a migration/],
    ['no name', ['0001_.sql'], /not named like a migration/],
  ])('with %s are refused', (_, names, says) =>
    expect(() => migrationsIn(names.map((one) => file(one)))).toThrow(says),
  );

  it('have the same checksum with any line ends, and another with any other text', () => {
    const [plain, windows, marked, other] = ['a;\nb;\n', 'a;\r\nb;\r\n', '\uFEFFa;\nb;\n', 'a;\nb; \n'].map(
      (text) => migrationsIn([file('0001_a.sql', text)])[0]?.checksum,
    );
    expect([windows, marked]).toEqual([plain, plain]);
    expect(other).not.toBe(plain);
  });
});

describe('what is to be done', () => {
  it.each([0, 1, 2, 3])('is the rest after %i', (count) => {
    expect(planMigrations(three, applied(count))).toEqual({ kind: 'migrate', pending: three.slice(count) });
  });

  it('is nothing when a deploy was rolled back, and the database is ahead of the code', () => {
    expect(planMigrations(three.slice(0, 1), applied(3))).toEqual({ kind: 'ahead', unknown: ['0002_b', '0003_c'] });
  });

  it('is refused when an applied file was changed, also when the database is ahead', () => {
    const changed = migrationsIn([file('0001_a.sql', 'other'), file('0002_b.sql')]);
    const plan = planMigrations(changed, applied(3));
    expect(plan).toMatchObject({ kind: 'refused', reason: expect.stringContaining('0001_a is not what was applied') });
    expect(plan).toMatchObject({ reason: expect.stringContaining('put the change into a new one') });
  });

  it('is refused when one was skipped', () => {
    const plan = planMigrations(three, [...applied(1), ...applied(3).slice(2)]);
    expect(plan).toMatchObject({ kind: 'refused', reason: expect.stringContaining('0002_b was never applied') });
  });
});
