import { SqlFailure, type SqlFailureCode } from './sql-failure.ts';
import { failureOfState } from './sql-state.ts';

/**
 * What became of a call. `refused`: the database or the service said no, and nothing happened. `untouched`: it never
 * got that far, so the same call may be sent again. `unknown`: it may have happened.
 */
export type CallOutcome = { effect: 'refused' | 'untouched' | 'unknown'; failure: SqlFailure };

type Meaning = { effect: CallOutcome['effect']; code: SqlFailureCode; retryable?: boolean };

const byName: Record<string, Meaning> = {
  DatabaseResumingException: { effect: 'untouched', code: 'resuming' },
  ServiceUnavailableError: { effect: 'untouched', code: 'unavailable' },
  ThrottlingException: { effect: 'untouched', code: 'unavailable' },
  TooManyRequestsException: { effect: 'untouched', code: 'unavailable' },
  // The writer may have gone away in the middle of the statement.
  DatabaseUnavailableException: { effect: 'unknown', code: 'connection' },
  InternalServerErrorException: { effect: 'unknown', code: 'connection' },
  StatementTimeoutException: { effect: 'refused', code: 'query-canceled' },
  TransactionNotFoundException: { effect: 'refused', code: 'transaction-gone' },
  UnsupportedResultException: { effect: 'unknown', code: 'too-large' },
  AccessDeniedException: { effect: 'refused', code: 'misconfigured' },
  ForbiddenException: { effect: 'refused', code: 'misconfigured' },
  InvalidSecretException: { effect: 'refused', code: 'misconfigured' },
  HttpEndpointNotEnabledException: { effect: 'refused', code: 'misconfigured' },
  DatabaseNotFoundException: { effect: 'refused', code: 'misconfigured' },
  NotFoundException: { effect: 'refused', code: 'misconfigured' },
  ExpiredTokenException: { effect: 'refused', code: 'misconfigured' },
  UnrecognizedClientException: { effect: 'refused', code: 'misconfigured' },
  CredentialsProviderError: { effect: 'refused', code: 'misconfigured' },
  // Both may pass by themselves: a cluster that starts, a secret store that is slow.
  InvalidResourceStateException: { effect: 'refused', code: 'misconfigured', retryable: true },
  SecretsErrorException: { effect: 'refused', code: 'misconfigured', retryable: true },
};
const byMessage: [RegExp, Meaning][] = [
  [/multi-?statement/i, { effect: 'refused', code: 'bad-statement' }],
  [/transaction\b.*\bnot found/i, { effect: 'refused', code: 'transaction-gone' }],
  // The statement ran, only its answer did not fit: a statement that writes has written.
  [
    /response (exceeded )?size limit|larger than the allowed|row .*size limit/i,
    { effect: 'unknown', code: 'too-large' },
  ],
  [/communications link failure|connection .*(closed|reset|lost)/i, { effect: 'unknown', code: 'connection' }],
];
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** What an error of the RDS Data API, or of the way to it, says about the call `label`. */
export function outcomeOf(error: unknown, label: string): CallOutcome {
  const { name, message, status } = described(error);
  const [, sqlState] = /SQL\s?State:?\s*([0-9A-Z]{5})\b/i.exec(message) ?? [];
  if (sqlState) return ofState(failureOfState(sqlState, message, label));
  const meaning = byName[name] ?? byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? bySymptom(error, status);
  const { effect, code, retryable } = meaning;
  const failure = new SqlFailure(code, `${sentences[code] ?? 'The call failed'}: ${name} for "${label}"`, {
    details: { statement: label, error: name, ...(status && { status }) },
    retryable,
    // A bad request may quote what was sent.
    cause: name === 'BadRequestException' || name === 'DatabaseErrorException' ? undefined : error,
  });
  return { effect, failure };
}

const sentences: Partial<Record<SqlFailureCode, string>> = {
  resuming: 'The database was asleep and did not wake in time',
  unavailable: 'The database does not answer',
  connection: 'The answer of the database was lost',
  'query-canceled': 'The statement took longer than the service lets it',
  'transaction-gone': 'The transaction is over: it was idle for too long, or the database restarted',
  'too-large': 'The answer is more than the service carries (1 MiB, 64 KB a row): ask for fewer rows',
  'bad-statement': 'The service refuses this statement',
  misconfigured: 'The database cannot be used as configured',
};

/** A lost connection is the one answer of the database that leaves open what happened. */
const ofState = (failure: SqlFailure): CallOutcome => ({
  effect: failure.code === 'connection' ? 'unknown' : failure.sqlState === '53300' ? 'untouched' : 'refused',
  failure,
});

function bySymptom(error: unknown, status: number | undefined): Meaning {
  const { code, message } = described(error);
  if (neverConnected.has(code) || /did not establish a connection/.test(message)) {
    return { effect: 'untouched', code: 'unavailable' };
  }
  if (status === 429) return { effect: 'untouched', code: 'unavailable' };
  if (status !== undefined && status < 500) return { effect: 'refused', code: 'other' };
  return { effect: 'unknown', code: 'connection' };
}

function described(error: unknown) {
  const it =
    error instanceof Error ? (error as Error & { code?: unknown; $metadata?: { httpStatusCode?: number } }) : undefined;
  return {
    name: it?.name ?? 'unknown',
    message: it?.message ?? '',
    code: typeof it?.code === 'string' ? it.code : '',
    status: it?.$metadata?.httpStatusCode,
  };
}
