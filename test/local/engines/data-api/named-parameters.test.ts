import { numberParameters } from '../../../../local/engines/data-api/named-parameters.ts';

describe('numbering the parameters of a statement', () => {
  it.each<[string, string, string, string[]]>([
    ['names by their first appearance', 'SELECT :b, :a, :b', 'SELECT $1, $2, $1', ['b', 'a']],
    ['nothing in a text', "SELECT ':a', 'it''s :b'", "SELECT ':a', 'it''s :b'", []],
    ['nothing in a text with escapes', "SELECT E'\\':a', :b", "SELECT E'\\':a', $1", ['b']],
    ['nothing in a quoted name', 'SELECT ":a""b:c" FROM t', 'SELECT ":a""b:c" FROM t', []],
    ['nothing in a comment', 'SELECT 1 -- :a\n, :b', 'SELECT 1 -- :a\n, $1', ['b']],
    ['nothing in a nested comment', 'SELECT /* :a /* :b */ :c */ :d', 'SELECT /* :a /* :b */ :c */ $1', ['d']],
    ['a name before a cast', 'SELECT :a::jsonb, x::text', 'SELECT $1::jsonb, x::text', ['a']],
    ['no assignment', 'DO $$ BEGIN x := 1; y := x::int; END $$', 'DO $$ BEGIN x := 1; y := x::int; END $$', []],
    ['nothing in tagged dollar quotes', 'SELECT $a$ $$ $b$ $a$, :x', 'SELECT $a$ $$ $b$ $a$, $1', ['x']],
    ['what comes after an identifier with a dollar', 'SELECT a$b$, :x, c$b$', 'SELECT a$b$, $1, c$b$', ['x']],
    ['names with digits and underscores', 'SELECT :p_1', 'SELECT $1', ['p_1']],
    ['the bounds of a slice, as the service does', 'SELECT a[1:2]', 'SELECT a[1$1]', ['2']],
    ['an unfinished text', "SELECT ':a", "SELECT ':a", []],
  ])('finds %s', (_, sql, text, names) => {
    expect(numberParameters(sql)).toEqual({ text, names });
  });

  it('refuses a name between dollar quotes, which the service would replace without a word', () => {
    expect(() => numberParameters('SELECT $$at 12:30$$')).toThrow(/would replace :30 between dollar quotes/);
  });
});
