/**
 * What a piece of SQL is, as far as it matters to whoever cuts or reads statements without understanding them:
 * strings, quoted names, $tag$ bodies and comments may hold anything, and none of it counts.
 */
export type SqlPiece = {
  kind: 'words' | 'text' | 'name' | 'comment' | 'parameter' | 'end';
  text: string;
};

const marked = new RegExp(
  [
    '(?<comment>--[^\\n]*)',
    "(?<text>(?<![\\w$])[eE]'[^'\\\\]*(?:(?:\\\\[\\s\\S]|'')[^'\\\\]*)*'?|'[^']*(?:''[^']*)*'?)",
    '(?<name>"[^"]*(?:""[^"]*)*"?)',
    '(?<dollar>(?<![\\w$])\\$(?:[A-Za-z_]\\w*)?\\$)',
    '(?<block>/\\*)',
    '(?<words>::|:=)',
    '(?<parameter>:[A-Za-z_]\\w*)',
    '(?<end>;)',
  ].join('|'),
  'y',
);
const unmarked = /[^'"$:;/\-eE]+|[\s\S]/y;

/** The pieces of `sql` in order; put together again they are `sql`. */
export function* piecesOf(sql: string): Generator<SqlPiece> {
  let words = '';
  for (let at = 0; at < sql.length; ) {
    const piece = pieceAt(sql, at);
    at += piece.text.length;
    if (piece.kind === 'words') {
      words += piece.text;
      continue;
    }
    if (words) yield { kind: 'words', text: words };
    words = '';
    yield piece;
  }
  if (words) yield { kind: 'words', text: words };
}

function pieceAt(sql: string, at: number): SqlPiece {
  marked.lastIndex = at;
  const match = marked.exec(sql);
  if (!match) {
    unmarked.lastIndex = at;
    return { kind: 'words', text: unmarked.exec(sql)?.[0] ?? '' };
  }
  const { dollar, block, comment, text, name, parameter, end } = match.groups ?? {};
  if (dollar) return { kind: 'text', text: sql.slice(at, endOfBody(sql, at, dollar)) };
  if (block) return { kind: 'comment', text: sql.slice(at, endOfComment(sql, at)) };
  const kind = comment ? 'comment' : text ? 'text' : name ? 'name' : parameter ? 'parameter' : end ? 'end' : 'words';
  return { kind, text: match[0] };
}

function endOfBody(sql: string, at: number, tag: string): number {
  const close = sql.indexOf(tag, at + tag.length);
  return close < 0 ? sql.length : close + tag.length;
}

/** Block comments nest. */
function endOfComment(sql: string, at: number): number {
  let depth = 0;
  for (const { 0: mark, index } of sql.slice(at).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return at + index + 2;
  }
  return sql.length;
}

/** The statements of a script, without the `;` between them and without comments. */
export function statementsIn(script: string): string[] {
  const statements: string[] = [];
  let text = '';
  let says = false;
  const close = () => {
    if (says) statements.push(text.trim());
    text = '';
    says = false;
  };
  for (const piece of piecesOf(script)) {
    if (piece.kind === 'end') {
      close();
      continue;
    }
    text += piece.kind === 'comment' ? ' ' : piece.text;
    says ||= piece.kind !== 'comment' && piece.text.trim() !== '';
  }
  close();
  return statements;
}

const onlyWords = (sql: string): string =>
  [...piecesOf(sql)].map(({ kind, text }) => (kind === 'words' ? text : ' ')).join('');

/**
 * Whether asking again changes nothing. Errs on the careful side: a `with` that writes does not read, nor does a
 * select that locks.
 */
export function onlyReads(statement: string): boolean {
  const words = onlyWords(statement);
  return (
    /^\s*\(*\s*(select|with|values|table|show|explain)\b/i.test(words) &&
    !/\b(insert|update|delete|merge|into|nextval|setval|share)\b/i.test(words)
  );
}

/** The beginning of a statement, to know it by: statements hold no values, those are bound. */
export function labelOf(statement: string): string {
  const words = onlyWords(statement).replace(/\s+/g, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 57)}...` : words;
}
