import { Failure } from '../runtime/failure.ts';
import type { HttpOutcome } from '../runtime/http-call.ts';
import type { Secret } from '../runtime/secrets.ts';
import type { SendOutcome } from './send-outcome.ts';

/**
 * Sends, and once more with a freshly read secret if the vendor refuses the token. A secret that cannot be read is an
 * outcome like any other: thrown, it would leave the message looking as if it might have been sent.
 */
export async function sendWithToken<Value>(
  secret: Secret<Value>,
  send: (value: Value) => Promise<HttpOutcome>,
  {
    isTokenRefused,
    outcomeOf,
  }: { isTokenRefused(answer: HttpOutcome): boolean; outcomeOf(answer: HttpOutcome): SendOutcome },
): Promise<SendOutcome> {
  const value = await read(secret);
  if (value.kind === 'unreadable') return { kind: 'refused', failure: value.failure, code: 'token-unreadable' };
  const answer = await send(value.value);
  if (!isTokenRefused(answer)) return outcomeOf(answer);
  const fresh = await read(secret, { fresh: true });
  return outcomeOf(fresh.kind === 'read' ? await send(fresh.value) : answer);
}

type Read<Value> = { kind: 'read'; value: Value } | { kind: 'unreadable'; failure: 'account' | 'unavailable' };

async function read<Value>(secret: Secret<Value>, options?: { fresh: boolean }): Promise<Read<Value>> {
  try {
    return { kind: 'read', value: await secret(options) };
  } catch (error) {
    const needsPerson = error instanceof Failure && !error.retryable;
    return { kind: 'unreadable', failure: needsPerson ? 'account' : 'unavailable' };
  }
}
