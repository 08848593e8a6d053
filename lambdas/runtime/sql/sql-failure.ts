import { Failure } from '../failure.ts';

/**
 * What went wrong, closed. `outcome-unknown`: nobody knows whether it happened; repeat it only if repeating is safe.
 * `bad-statement` and `unexpected-row` are bugs. `misconfigured`: the grant, the secret or the cluster is not right.
 */
export type SqlFailureCode =
  | 'unique-violation'
  | 'foreign-key-violation'
  | 'check-violation'
  | 'not-null-violation'
  | 'exclusion-violation'
  | 'invalid-value'
  | 'raised'
  | 'serialization'
  | 'deadlock'
  | 'lock-not-available'
  | 'query-canceled'
  | 'connection'
  | 'resuming'
  | 'unavailable'
  | 'outcome-unknown'
  | 'transaction-gone'
  | 'too-large'
  | 'not-permitted'
  | 'misconfigured'
  | 'bad-statement'
  | 'unexpected-row'
  | 'other';

const helpedByRetry = new Set<SqlFailureCode>([
  'serialization',
  'deadlock',
  'lock-not-available',
  'query-canceled',
  'connection',
  'resuming',
  'unavailable',
  'outcome-unknown',
  'transaction-gone',
]);

export type SqlFailureOptions = {
  sqlState?: string;
  /** Of the constraint, or of the column that may not be null. */
  constraint?: string;
  details?: Record<string, string | number>;
  retryable?: boolean;
  /** Never the database's own error: its text quotes values. */
  cause?: unknown;
};

/** A statement that did not do its work. Neither message nor details hold values: those may be people's. */
export class SqlFailure extends Failure {
  declare readonly code: SqlFailureCode;
  readonly sqlState?: string;
  readonly constraint?: string;

  constructor(code: SqlFailureCode, message: string, options: SqlFailureOptions = {}) {
    const { sqlState, constraint, retryable = helpedByRetry.has(code), cause } = options;
    const details = { ...options.details, ...(sqlState && { sqlState }), ...(constraint && { constraint }) };
    super(code, message, { retryable, details, cause });
    this.name = 'SqlFailure';
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

/** Whether an error is a SqlFailure of one of these codes. */
export const failedWith = (error: unknown, ...codes: SqlFailureCode[]): error is SqlFailure =>
  error instanceof SqlFailure && codes.includes(error.code);
