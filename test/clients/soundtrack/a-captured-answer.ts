import type { Asking } from '../../../lambdas/clients/soundtrack/index.ts';
import { readAnswer } from '../../../lambdas/clients/soundtrack/read-answer.ts';

export type Captured = { status?: number; body: unknown; headers?: Record<string, string> };

/** A client that reads one captured answer, whatever it is asked; `asked` tells what that was. */
export function answering({ status = 200, body, headers = {} }: Captured) {
  const asked: { name: string; text: string; variables: unknown }[] = [];
  const client: Asking = {
    ask: async ({ name, text, data }, variables) => {
      asked.push({ name, text, variables });
      const answer = { kind: 'answer', status, body, headers: new Headers(headers) } as const;
      return readAnswer(answer, data, { capacity: 3_600, refillPerSecond: 50 });
    },
  };
  return { client, asked };
}

export const LIMITED = 'You are rate limited. The request costs 700 tokens and you have 100 available.';

/** Answers that hold nothing to use, and what each comes to; the same for every question. */
export const USELESS: [string, Captured, object][] = [
  [
    'the limit in words, as HTTP 200',
    { body: { data: null, errors: [{ message: LIMITED }] } },
    { kind: 'later', reason: 'rate-limited', mayHaveRun: false, retryAfterSeconds: 12 },
  ],
  [
    'HTTP 429 with Retry-After',
    { status: 429, body: '', headers: { 'retry-after': '30' } },
    { kind: 'later', reason: 'rate-limited', retryAfterSeconds: 30 },
  ],
  [
    'HTTP 429 with cost headers',
    { status: 429, body: '', headers: { 'x-ratelimiting-cost': '125', 'x-ratelimiting-tokens-available': '25' } },
    { kind: 'later', reason: 'rate-limited', retryAfterSeconds: 2, cost: { tokens: 125, available: 25 } },
  ],
  ['HTTP 429 without a word', { status: 429, body: '' }, { kind: 'later', reason: 'rate-limited', mayHaveRun: false }],
  [
    'HTTP 502 as a web page',
    { status: 502, body: '<html>Bad gateway</html>' },
    { kind: 'later', reason: 'unavailable', mayHaveRun: true },
  ],
  ['an empty body', { body: '' }, { kind: 'later', reason: 'unavailable', mayHaveRun: true }],
  [
    'a failure without a path and without data',
    { body: { errors: [{ message: 'Internal server error' }] } },
    { kind: 'later', reason: 'unavailable' },
  ],
  [
    'a field that is not there',
    { body: { errors: [{ message: "Field 'online' does not exist on type 'SoundZone'." }] } },
    { kind: 'refused', reason: 'bad-request' },
  ],
  ['a refused token', { status: 401, body: '' }, { kind: 'refused', reason: 'unauthenticated' }],
  [
    'a price above a full bucket',
    { body: { errors: [{ message: LIMITED.replace('700', '7000') }] } },
    { kind: 'refused', reason: 'too-costly' },
  ],
];
