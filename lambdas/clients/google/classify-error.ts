import { asArray, asObject, asText } from '../json.ts';
import { type Later, later, type Refused, refused } from './outcome.ts';

const RATE_REASONS = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'RATE_LIMIT_EXCEEDED'];
const ACCESS_REASONS = [
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'SERVICE_DISABLED',
  'accessNotConfigured',
];

/** What an answer other than 2xx means. Gmail says "too fast" with 403 as well as 429; only the reason tells. */
export function classifyError(status: number, body: unknown, retryAfter?: string | null): Refused | Later {
  const error = asObject(asObject(body)?.error);
  const message = asText(error?.message) ?? `HTTP ${status}`;
  const reasons = [...asArray(error?.errors), ...asArray(error?.details)].map((one) => asText(asObject(one)?.reason));
  const has = (known: string[]) => reasons.some((reason) => reason !== undefined && known.includes(reason));
  const wait = secondsIn(retryAfter);
  if (status === 429 || (status === 403 && has(RATE_REASONS))) return later('rate-limited', wait);
  if (status >= 500 || status === 408) return later('unavailable', wait);
  if (status === 401) return refused('unauthorized', message);
  if (status === 403) return refused(has(ACCESS_REASONS) ? 'unauthorized' : 'not-shared', message);
  if (status === 404) return refused('not-found', message);
  // The account speaks for nobody: delegation is missing, or the address is no mailbox of the domain.
  if (status === 400 && reasons.includes('failedPrecondition')) return refused('unauthorized', message);
  return refused('bad-request', message);
}

const secondsIn = (header: string | null | undefined): number | undefined =>
  header && /^\d{1,5}$/.test(header) ? Number(header) : undefined;

/** What an exception of a call means: time ran out, or no whole answer came over the wire. */
export function classifyException(error: unknown): Later {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError' || ('code' in at && at.code === 'TimeoutError')) return later('timeout');
  }
  return later('network');
}
