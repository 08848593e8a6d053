import { invalid } from './errors.ts';

/** SQL with `$1`, `$2`… where it had `:names`, and the name of each number. */
export type NumberedSql = { text: string; names: string[] };

// In the order PostgreSQL reads them: what is quoted or commented holds no parameters, `::` is a cast.
const TOKENS = [
  /[eE]'(?:[^'\\]|\\.|'')*(?:'|$)/,
  /'(?:[^']|'')*(?:'|$)/,
  /"(?:[^"]|"")*(?:"|$)/,
  /--[^\n]*/,
  /\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$(?<body>[\s\S]*?)(?:\$\k<tag>\$|$)/,
  /::|:=/,
  /:(?<name>[A-Za-z0-9_]+)/,
  /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/,
].map(({ source }) => source);
const TOKEN = new RegExp(TOKENS.join('|'), 'y');

export function numberParameters(sql: string): NumberedSql {
  const names: string[] = [];
  let text = '';
  for (let at = 0; at < sql.length; ) {
    const [length, replacement] = tokenAt(sql, at, names);
    text += replacement ?? sql.slice(at, at + length);
    at += length;
  }
  return { text, names };
}

function tokenAt(sql: string, at: number, names: string[]): [length: number, replacement?: string] {
  if (sql.startsWith('/*', at)) return [commentLength(sql, at)];
  TOKEN.lastIndex = at;
  const token = TOKEN.exec(sql);
  if (!token) return [1];
  const { name, body } = token.groups ?? {};
  if (body !== undefined) refuseNamesIn(body);
  if (name === undefined) return [token[0].length];
  if (!names.includes(name)) names.push(name);
  return [token[0].length, `$${names.indexOf(name) + 1}`];
}

/** Comments nest in PostgreSQL. */
function commentLength(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    const two = sql.slice(at, at + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1 - from;
  }
  return sql.length - from;
}

/** The service looks for names between dollar quotes too and puts a number there: a wrong text without an error. */
function refuseNamesIn(body: string): void {
  const name = /(?<!:):(?<name>[A-Za-z0-9_]+)/.exec(body)?.groups?.name;
  if (name === undefined) return;
  throw invalid(`The Data API would replace :${name} between dollar quotes as well; write it another way.`);
}
