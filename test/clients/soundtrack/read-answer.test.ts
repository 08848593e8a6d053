import * as z from 'zod';
import { readAnswer } from '../../../lambdas/clients/soundtrack/read-answer.ts';
import type { HttpOutcome } from '../../../lambdas/runtime/http-call.ts';

const shape = z.object({ account: z.object({ id: z.string() }).nullable() });
const bucket = { capacity: 3_600, refillPerSecond: 50 };
const answered = (status: number, body: unknown, headers: Record<string, string> = {}): HttpOutcome => ({
  kind: 'answer',
  status,
  body,
  headers: new Headers(headers),
});
const read = (outcome: HttpOutcome) => readAnswer(outcome, shape, bucket);
const failing = (...errors: object[]) => ({ errors });
const limited = 'You are rate limited. The request costs 700 tokens and you have 100 available.';
const later = (reason: string, mayHaveRun: boolean) => ({ kind: 'later', reason, mayHaveRun });
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('an answer of Soundtrack', () => {
  it.each<[string, HttpOutcome, object]>([
    ['data', answered(200, { data: { account: { id: 'a' } } }), { kind: 'answer', errors: [] }],
    [
      'data with errors',
      answered(200, { data: { account: null }, errors: [{ message: 'Forbidden', path: ['account'] }] }),
      { kind: 'answer', errors: [{ message: 'Forbidden', path: ['account'] }] },
    ],
    ['the limit in words, as HTTP 200', answered(200, failing({ message: limited })), later('rate-limited', false)],
    ['the limit in words, as HTTP 400', answered(400, failing({ message: limited })), later('rate-limited', false)],
    [
      'the limit with null data',
      answered(200, { data: null, ...failing({ message: limited }) }),
      later('rate-limited', false),
    ],
    [
      'the limit as a code',
      answered(200, failing({ message: 'No', extensions: { code: 'THROTTLED' } })),
      later('rate-limited', false),
    ],
    ['the limit as HTTP 429 without a word', answered(429, ''), later('rate-limited', false)],
    ['no token', answered(401, failing({ message: 'Unauthenticated' })), refused('unauthenticated')],
    [
      'no token, as HTTP 200',
      answered(200, failing({ message: 'no', extensions: { code: 'UNAUTHENTICATED' } })),
      refused('unauthenticated'),
    ],
    ['no right', answered(403, ''), refused('forbidden')],
    ['no right, as HTTP 200', answered(200, failing({ message: 'Forbidden' })), refused('forbidden')],
    [
      'a field that does not exist',
      answered(200, failing({ message: "Field 'pairedAt' does not exist on type 'Device'." })),
      refused('bad-request'),
    ],
    [
      'a failure inside',
      answered(200, failing({ message: 'Oh', extensions: { code: 'INTERNAL_SERVER_ERROR' } })),
      later('unavailable', true),
    ],
    ['HTTP 500', answered(500, ''), later('unavailable', true)],
    ['HTTP 503 with GraphQL in it', answered(503, failing({ message: 'x' })), later('unavailable', true)],
    ['a web page', answered(200, '<html></html>'), later('unavailable', true)],
    ['nothing at all', answered(200, {}), refused('not-understood')],
    ['another shape', answered(200, { data: { account: { id: 7 } } }), refused('not-understood')],
    ['a bad request', answered(400, failing({ message: 'no' })), refused('bad-request')],
    ['no connection', { kind: 'not-reached', cause: new Error() }, later('network', false)],
    ['a broken connection', { kind: 'unknown', cause: new TypeError('terminated') }, later('network', true)],
    ['no answer in time', { kind: 'unknown', cause: new DOMException('', 'TimeoutError') }, later('timeout', true)],
    [
      'an end that the caller made',
      { kind: 'unknown', cause: new DOMException('', 'AbortError') },
      later('timeout', true),
    ],
    [
      'an end before it was sent',
      { kind: 'not-reached', cause: new DOMException('', 'AbortError') },
      later('timeout', false),
    ],
    [
      'values that are refused',
      answered(200, {
        data: { account: null },
        errors: [
          {
            message: 'Validation failed',
            extensions: { exception: { validationErrors: { id: 'invalid id format' } } },
          },
        ],
      }),
      { kind: 'answer', errors: [{ invalid: { id: 'invalid id format' } }] },
    ],
  ])('with %s is understood', (_, outcome, expected) => expect(read(outcome)).toMatchObject(expected));

  it('says how long until the bucket holds enough', () => {
    expect(read(answered(200, failing({ message: limited })))).toMatchObject({ retryAfterSeconds: 12 });
    const headers = { 'x-ratelimiting-cost': '125', 'x-ratelimiting-tokens-available': '0' };
    expect(read(answered(429, '', headers))).toMatchObject({
      retryAfterSeconds: 3,
      cost: { tokens: 125, available: 0 },
    });
    expect(read(answered(429, '', { ...headers, 'retry-after': '40' }))).toMatchObject({ retryAfterSeconds: 40 });
    expect(read(answered(429, ''))).not.toHaveProperty('retryAfterSeconds');
  });

  it('that costs more than a full bucket is not asked for again', () => {
    const message = 'You are rate limited. The request costs 30101 tokens and you have 3600 available.';
    expect(read(answered(200, failing({ message })))).toMatchObject(refused('too-costly'));
  });

  it('tells its cost, and keeps quiet where the headers do', () => {
    const headers = { 'x-ratelimiting-cost': '67', 'x-ratelimiting-tokens-available': '3533' };
    const body = { data: { account: null } };
    expect(read(answered(200, body, headers))).toMatchObject({ cost: { tokens: 67, available: 3533 } });
    expect(read(answered(200, body))).not.toHaveProperty('cost');
  });

  it('whose limit strikes one path only keeps the rest', () => {
    const body = { data: { account: { id: 'a' } }, errors: [{ message: 'Too many requests', path: ['other'] }] };
    expect(read(answered(200, body))).toMatchObject({ kind: 'answer', data: { account: { id: 'a' } } });
  });
});
