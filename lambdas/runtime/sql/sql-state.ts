import { SqlFailure, type SqlFailureCode } from './sql-failure.ts';

const byState: Record<string, SqlFailureCode> = {
  '23505': 'unique-violation',
  '23503': 'foreign-key-violation',
  '23514': 'check-violation',
  '23502': 'not-null-violation',
  '23P01': 'exclusion-violation',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '55P03': 'lock-not-available',
  '57014': 'query-canceled',
  '57P01': 'connection',
  '57P02': 'connection',
  '57P03': 'unavailable',
  '53300': 'unavailable',
  '53400': 'unavailable',
  '25P01': 'transaction-gone',
  '25P03': 'transaction-gone',
  '42501': 'not-permitted',
  '28P01': 'misconfigured',
  '28000': 'misconfigured',
  '3D000': 'misconfigured',
  P0001: 'raised',
};
const byClass: Record<string, SqlFailureCode> = {
  '08': 'connection',
  '22': 'invalid-value',
  '25': 'bad-statement',
  '26': 'bad-statement',
  '42': 'bad-statement',
};

/**
 * What the database itself answered. Its text quotes values ("Key (value)=(+66…) already exists"), so only the names
 * in it are taken over; for a bug in the statement, which holds no values, its first line is.
 */
export function failureOfState(sqlState: string, text: string, statement: string): SqlFailure {
  const code = byState[sqlState] ?? byClass[sqlState.slice(0, 2)] ?? 'other';
  const [, constraint] = /(?:constraint|in column) "([^"]{1,128})"/.exec(text) ?? [];
  const says = code === 'bad-statement' || code === 'not-permitted' ? `: ${firstLine(text)}` : '';
  const on = constraint ? ` on ${constraint}` : '';
  return new SqlFailure(code, `The database answered ${code}${on} (${sqlState}) to "${statement}"${says}`, {
    sqlState,
    constraint: code.endsWith('-violation') ? constraint : undefined,
    details: { statement },
  });
}

const firstLine = (text: string): string =>
  text
    .split(/\n|; (?:Position|SQLState)/)[0]
    ?.replace(/^ERROR:\s*/, '')
    .slice(0, 200) ?? '';
