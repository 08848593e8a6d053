import { asArray, asObject, asText } from '../json.ts';
import type { SoundtrackError } from './outcome.ts';

/** The errors of an answer's body, whatever else is in it. */
export const errorsIn = (body: unknown): SoundtrackError[] =>
  asArray(asObject(body)?.errors).map((entry) => {
    const error = asObject(entry);
    const extensions = asObject(error?.extensions);
    const code = asText(extensions?.code);
    const invalid = invalidIn(asObject(extensions?.exception)?.validationErrors);
    return {
      message: asText(error?.message) ?? 'no message',
      path: asArray(error?.path).filter((step) => typeof step === 'string' || typeof step === 'number'),
      ...(code && { code }),
      ...(invalid && { invalid }),
    };
  });

/** Which fields of an input were refused, and why. */
function invalidIn(validationErrors: unknown): Record<string, string> | undefined {
  const fields = asObject(validationErrors);
  return fields && Object.fromEntries(Object.entries(fields).map(([field, problem]) => [field, String(problem)]));
}

export const isNotFound = (error: SoundtrackError): boolean =>
  error.code === 'NOT_FOUND' || (!error.code && /^not found$/i.test(error.message));

// Seen without a code.
export const isForbidden = (error: SoundtrackError): boolean =>
  error.code === 'FORBIDDEN' || (!error.code && /^forbidden$/i.test(error.message));

export const isBadValue = (error: SoundtrackError): boolean =>
  error.code === 'BAD_USER_INPUT' || (!error.code && /^validation failed$/i.test(error.message));

export const isUnauthenticated = (error: SoundtrackError): boolean =>
  error.code === 'UNAUTHENTICATED' || /^unauthenticated$/i.test(error.message);

/** The service is unwell; everything else without data is a mistake of the question. */
export const isTheirFault = (error: SoundtrackError): boolean =>
  /INTERNAL|UNAVAILABLE|TIMEOUT|DOWNSTREAM|SUBREQUEST|SUBGRAPH/i.test(error.code ?? '') ||
  /internal (server )?error|unavailable|timed? ?out|try again/i.test(error.message);

const COST_AND_AVAILABLE = /costs (\d+) tokens.*have (\d+) available/s;

/** Whether an error refuses for asking too much, and the two numbers where it names them. No code is documented. */
export function rateLimitIn(error: SoundtrackError): { cost?: { tokens: number; available: number } } | undefined {
  const numbers = COST_AND_AVAILABLE.exec(error.message);
  if (numbers) return { cost: { tokens: Number(numbers[1]), available: Number(numbers[2]) } };
  const isRefusal =
    /RATE_?LIMIT|THROTTL|TOO_MANY/i.test(error.code ?? '') || /rate.?limit|too many requests/i.test(error.message);
  return isRefusal ? {} : undefined;
}

/** The errors at or below a path; list positions count. */
export const errorsUnder = (
  errors: readonly SoundtrackError[],
  path: readonly (string | number)[],
): SoundtrackError[] => errors.filter((error) => path.every((step, at) => error.path[at] === step));
