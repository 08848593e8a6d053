/** A refusal as the Data API words it: its exception's name, its status, its message. */
export class DataApiError extends Error {
  override name = 'DataApiError';
  readonly type: string;
  readonly status: number;
  readonly details: Record<string, unknown>;
  constructor(type: string, status: number, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.type = type;
    this.status = status;
    this.details = details;
  }
}

export const badRequest = (message: string) => new DataApiError('BadRequestException', 400, message);
export const invalid = (message: string) => new DataApiError('ValidationException', 400, message);
export const databaseError = (message: string) => new DataApiError('DatabaseErrorException', 400, message);
export const unsupportedResult = (message: string) => new DataApiError('UnsupportedResultException', 400, message);

export type TransactionEnd = 'expired' | 'ended' | 'unknown';

export function transactionNotFound(id: string, end: TransactionEnd): DataApiError {
  const cause =
    end === 'ended'
      ? 'One previous call resulted in a termination of your transaction.'
      : 'Transaction may be expired.';
  return new DataApiError('TransactionNotFoundException', 404, `Transaction ${id} is not found. ${cause}`);
}

/** What PostgreSQL says with an error, as far as the Data API passes it on. */
type PostgresError = Error & { code: string; hint?: string; position?: string };

const isPostgresError = (problem: unknown): problem is PostgresError =>
  problem instanceof Error && /^[0-9A-Z]{5}$/.test((problem as PostgresError).code ?? '');

/** The service's wording of what went wrong in the database; the detail, which may hold row data, is not in it. */
export function wordFailure(problem: unknown): DataApiError {
  if (problem instanceof DataApiError) return problem;
  if (!isPostgresError(problem)) {
    return new DataApiError('DatabaseUnavailableException', 504, problem instanceof Error ? problem.message : '');
  }
  if (/cannot insert multiple commands/.test(problem.message)) return invalid("Multistatements aren't supported.");
  const parts = [
    `ERROR: ${problem.message}`,
    ...(problem.hint === undefined ? [] : [`Hint: ${problem.hint}`]),
    ...(problem.position === undefined ? [] : [`Position: ${problem.position}`]),
    `SQLState: ${problem.code}`,
  ];
  return databaseError(parts.join('; '));
}
