import type * as z from 'zod';
import type { HttpOutcome } from '../../runtime/http-call.ts';
import { asObject, asText } from '../json.ts';
import { errorsIn, isForbidden, isTheirFault, isUnauthenticated, rateLimitIn } from './errors.ts';
import type { Cost, SoundtrackError, SoundtrackOutcome } from './outcome.ts';

/** A credential's bucket: its size and what comes back each second. */
export type Bucket = { capacity: number; refillPerSecond: number };
type HttpAnswer = HttpOutcome & { kind: 'answer' };
type Failed = Exclude<SoundtrackOutcome<never>, { kind: 'answer' }>;

/** What an HTTP outcome means. Soundtrack answers 200 for nearly everything, so the body decides first. */
export function readAnswer<Data>(
  outcome: HttpOutcome,
  shape: z.ZodType<Data>,
  bucket: Bucket,
): SoundtrackOutcome<Data> {
  if (outcome.kind !== 'answer') {
    const reason = isOutOfTime(outcome.cause) ? 'timeout' : 'network';
    return { kind: 'later', reason, mayHaveRun: outcome.kind === 'unknown' };
  }
  const errors = errorsIn(outcome.body);
  const cost = costIn(outcome.headers);
  const failed = failureOf(outcome, errors, cost, bucket);
  if (failed) return { ...failed, ...(cost && { cost }) };
  const parsed = shape.safeParse(asObject(outcome.body)?.data);
  if (parsed.success) return { kind: 'answer', data: parsed.data, errors, ...(cost && { cost }) };
  const complaint = { message: parsed.error.issues[0]?.message ?? 'no data', path: pathOf(parsed.error) };
  return { kind: 'refused', reason: 'not-understood', errors: [...errors, complaint], ...(cost && { cost }) };
}

function failureOf(answer: HttpAnswer, errors: SoundtrackError[], cost: Cost | undefined, bucket: Bucket) {
  const { status, headers, body } = answer;
  const hasData = status === 200 && hasSomething(asObject(body)?.data);
  const tooMuch = hasData ? undefined : errors.map(rateLimitIn).find((refusal) => refusal !== undefined);
  if (status === 429 || tooMuch) return rateLimited(tooMuch?.cost ?? cost, bucket, headers);
  if (status === 401 || (!hasData && errors.some(isUnauthenticated))) return refused('unauthenticated', errors);
  if (status === 403 || (!hasData && errors.some(isForbidden) && errors.every((error) => error.path.length === 0))) {
    return refused('forbidden', errors);
  }
  if (status >= 500 || status === 408) return later('unavailable', headers);
  if (status >= 400) return refused('bad-request', errors);
  // A page of a proxy, or an empty body.
  if (!asObject(body)) return later('unavailable', headers);
  if (asObject(body)?.data != null || errors.length === 0) return undefined;
  return errors.some(isTheirFault) ? later('unavailable', headers) : refused('bad-request', errors);
}

/** Data of nothing but nulls is no data. */
const hasSomething = (data: unknown): boolean => Object.values(asObject(data) ?? {}).some((value) => value !== null);

const refused = (reason: (Failed & { kind: 'refused' })['reason'], errors: SoundtrackError[]): Failed => ({
  kind: 'refused',
  reason,
  errors,
});

const later = (reason: 'unavailable', headers: Headers): Failed => ({
  kind: 'later',
  reason,
  mayHaveRun: true,
  ...retryAfter(headers),
});

/** The bucket is charged before a request runs, so a refused one surely did nothing. */
function rateLimited(cost: Cost | undefined, { capacity, refillPerSecond }: Bucket, headers: Headers): Failed {
  if (cost && cost.tokens > capacity) return refused('too-costly', []);
  const missing = cost && cost.tokens - cost.available;
  const wait = retryAfter(headers);
  const reckoned = missing && missing > 0 ? { retryAfterSeconds: Math.ceil(missing / refillPerSecond) } : {};
  return { kind: 'later', reason: 'rate-limited', mayHaveRun: false, ...reckoned, ...wait };
}

function retryAfter(headers: Headers): { retryAfterSeconds?: number } {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? { retryAfterSeconds: seconds } : {};
}

function costIn(headers: Headers): Cost | undefined {
  const tokens = Number(headers.get('x-ratelimiting-cost') ?? Number.NaN);
  const available = Number(headers.get('x-ratelimiting-tokens-available') ?? Number.NaN);
  return Number.isFinite(tokens) && Number.isFinite(available) ? { tokens, available } : undefined;
}

/** By our own clock, or because the caller's time was over. */
const isOutOfTime = (cause: unknown): boolean => /^(Timeout|Abort)Error$/.test(asText(asObject(cause)?.name) ?? '');

const pathOf = (error: z.ZodError): (string | number)[] =>
  (error.issues[0]?.path ?? []).filter((step) => typeof step !== 'symbol');
