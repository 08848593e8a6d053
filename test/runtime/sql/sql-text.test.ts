import { describe, expect, it } from '@jest/globals';
import { labelOf, onlyReads, piecesOf, statementsIn } from '../../../lambdas/runtime/sql/sql-text.ts';

describe('a script is cut into statements', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['only comments', '-- a; b\n/* c; */\n;;', []],
    ['two, the last without an end', 'select 1; select 2', ['select 1', 'select 2']],
    ['a ; in a string', "select ';'; select 2", ["select ';'", 'select 2']],
    ['a doubled quote', "select 'it''s; fine'; select 2", ["select 'it''s; fine'", 'select 2']],
    ['a string that ends in a backslash', "select '\\'; select 2", ["select '\\'", 'select 2']],
    ['an escaped quote in an E string', "select E'\\'; '; select 2", ["select E'\\'; '", 'select 2']],
    [
      'a word that ends in e before a string',
      "select date'2026-01-01\\'; select 2",
      ["select date'2026-01-01\\'", 'select 2'],
    ],
    ['a ; in a quoted name', 'select 1 as "a;""b"; select 2', ['select 1 as "a;""b"', 'select 2']],
    ['a ; in a line comment', 'select 1 -- one; two\n; select 2', ['select 1', 'select 2']],
    ['a quote in a comment', "select 1 -- it's\n; select 2", ['select 1', 'select 2']],
    ['nested block comments', 'select /* a /* b; */ c; */ 1; select 2', ['select   1', 'select 2']],
    ['a body in $$', 'do $$ begin; end; $$; select 2', ['do $$ begin; end; $$', 'select 2']],
    ['$$ inside of $tag$', 'do $a$ x; $$ y; $$ z; $a$; select 2', ['do $a$ x; $$ y; $$ z; $a$', 'select 2']],
    ['a name with a dollar', 'select a$b$c; select d$b$e', ['select a$b$c', 'select d$b$e']],
    ['a minus and a division', 'select 3 - 1; select 4 / 2', ['select 3 - 1', 'select 4 / 2']],
    ['a string that never ends', "select 'a; b", ["select 'a; b"]],
    ['a comment that never ends', 'select 1 /* a; b', ['select 1']],
    ['a body that never ends', 'do $$ a; b', ['do $$ a; b']],
  ])('with %s', (_, script, statements) => expect(statementsIn(script)).toEqual(statements));

  it('and loses nothing on the way', () => {
    const script = `select E'\\'' || ':a', "x:y", :b::text, a[1:2] /* :c */ from t$1 -- :d\nwhere $q$ :e $q$ = :f_1;`;
    expect([...piecesOf(script)].map(({ text }) => text).join('')).toBe(script);
    const names = [...piecesOf(script)].filter(({ kind }) => kind === 'parameter').map(({ text }) => text);
    expect(names).toEqual([':b', ':f_1']);
  });

  it('even if it is long', () => {
    const long = `select '${'a'.repeat(2_000_000)}''', ${"E'\\n', ".repeat(50_000)} 1; select 2`;
    expect(statementsIn(long)).toHaveLength(2);
  });
});

describe('a statement only reads', () => {
  it.each([
    'select 1',
    ' ( select 1 )',
    '-- all\nSELECT * from venues',
    'with a as (select 1) select * from a',
    "select 'delete from venues'",
    'select "update" from a',
    'values (1)',
    'table venues',
    'explain select 1',
    'select updated_at, deleted from a',
  ])('in: %s', (statement) => expect(onlyReads(statement)).toBe(true));

  it.each([
    'insert into a values (1) returning id',
    'update a set b = 1',
    'delete from a',
    'with gone as (delete from a returning *) select * from gone',
    'with made as (insert into a values (1) returning *) select * from made',
    'select * into b from a',
    "select nextval('a')",
    'select * from a for update',
    'select * from a for share',
    'explain analyze delete from a',
    'do $$ begin end $$',
    'call something()',
    'merge into a using b on true when matched then do nothing',
    'set local lock_timeout = 1',
    '',
  ])('not in: %s', (statement) => expect(onlyReads(statement)).toBe(false));
});

describe('a label', () => {
  it('is the beginning of a statement without what is quoted in it', () => {
    expect(labelOf("select  a,\n 'Ann', :b /* c */ from venues")).toBe('select a, , from venues');
    expect(labelOf(`select ${'a, '.repeat(50)} b`)).toHaveLength(60);
  });
});
