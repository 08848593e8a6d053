import { SqlFailure } from '../../lambdas/runtime/sql/sql-failure.ts';
import { PlainProblem, wordsFor } from '../../scripts/run-script.ts';

const named = (name: string) => Object.assign(new Error('by AWS'), { name });
const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 4000 });

it.each<[unknown, RegExp]>([
  [new PlainProblem('no such file'), /^no such file$/],
  [new SqlFailure('resuming', 'the database is waking up'), /database does not answer just now \(resuming\)/],
  [named('ExpiredTokenException'), /sign in again/],
  [named('CredentialsProviderError'), /no AWS credentials here/],
  [refused, /nothing answers at 127\.0\.0\.1:4000/],
  [new TypeError('fetch failed', { cause: refused }), /nothing answers at 127\.0\.0\.1:4000/],
])('%s is told in words', (problem, words) => {
  expect(wordsFor(problem)).toMatch(words);
});

it.each([new SqlFailure('bad-statement', 'a bug'), new TypeError('a bug'), 'thrown text'])(
  '%s keeps its stack',
  (problem) => {
    expect(wordsFor(problem)).toBeUndefined();
  },
);
