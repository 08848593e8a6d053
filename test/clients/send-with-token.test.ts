import { sendWithToken } from '../../lambdas/clients/send-with-token.ts';
import { whatsAppClient } from '../../lambdas/clients/whatsapp/client.ts';
import { Failure } from '../../lambdas/runtime/failure.ts';
import type { HttpOutcome } from '../../lambdas/runtime/http-call.ts';

const answer = (status: number): HttpOutcome => ({ kind: 'answer', status, headers: new Headers(), body: {} });
const reading = {
  isTokenRefused: (outcome: HttpOutcome) => outcome.kind === 'answer' && outcome.status === 401,
  outcomeOf: (outcome: HttpOutcome) =>
    outcome.kind === 'answer' && outcome.status === 200
      ? { kind: 'accepted' as const, messageIds: [] }
      : { kind: 'refused' as const, failure: 'account' as const, code: 'http-401' },
};
const unreadable = async () => {
  throw new Error('the store is away');
};

describe('a token', () => {
  it.each([
    ['that cannot be read now is tried again soon', new Error('the store is away'), 'unavailable'],
    ['that was never filled in waits for a person', new Failure('x', 'y', { retryable: false }), 'account'],
  ])('%s, and the message was surely not sent', async (_, error, failure) => {
    const client = whatsAppClient(
      { baseUrl: 'http://127.0.0.1:1', graphVersion: 'v26.0', phoneNumberId: '1', timeoutMilliseconds: 100 },
      () => Promise.reject(error),
    );
    const sent = await client.send('66812345678', { type: 'text', text: { preview_url: false, body: 'hi' } }, 'c');
    expect(sent).toEqual({ kind: 'refused', failure, code: 'token-unreadable' });
  });

  it('that is refused is read afresh once', async () => {
    const used: string[] = [];
    const secret = async (options?: { fresh?: boolean }) => (options?.fresh ? 'new' : 'old');
    const send = async (token: string) => answer(used.push(token) === 1 ? 401 : 200);
    expect(await sendWithToken(secret, send, reading)).toEqual({ kind: 'accepted', messageIds: [] });
    expect(used).toEqual(['old', 'new']);
  });

  it('that is refused and cannot be read afresh leaves the refusal as it is', async () => {
    const secret = async (options?: { fresh?: boolean }) => (options?.fresh ? unreadable() : 'old');
    expect(await sendWithToken(secret, async () => answer(401), reading)).toMatchObject({ failure: 'account' });
  });
});
