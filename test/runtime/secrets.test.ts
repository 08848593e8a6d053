import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { secretIn } from '../../lambdas/runtime/secrets.ts';

const minutes = 60_000;

function aSecret(answers: (string | Error)[]) {
  let now = 0;
  let reads = 0;
  const send = async () => {
    const answer = answers[Math.min(reads++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return { SecretString: answer };
  };
  const client = { send } as unknown as SecretsManagerClient;
  const secret = secretIn(client, 'arn:s', z.object({ token: z.string() }), () => new Date(now));
  return {
    secret,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    reads: () => reads,
  };
}
const away = new Error('ThrottlingException');

describe('a secret', () => {
  it('never filled in is told so, not as a store that is away', async () => {
    const { secret } = aSecret([Object.assign(new Error('no value'), { name: 'ResourceNotFoundException' })]);
    await expect(secret()).rejects.toMatchObject({ code: 'secret-not-filled-in', retryable: false });
  });

  it('is read once in five minutes', async () => {
    const { secret, pass, reads } = aSecret(['{"token":"a"}', '{"token":"b"}']);
    expect(await secret()).toEqual({ token: 'a' });
    pass(5 * minutes - 1);
    expect(await secret()).toEqual({ token: 'a' });
    pass(1);
    expect(await secret()).toEqual({ token: 'b' });
    expect(reads()).toBe(2);
  });

  it('just refused is read afresh, but not more than every ten seconds', async () => {
    const { secret, pass, reads } = aSecret(['{"token":"a"}', '{"token":"b"}']);
    await secret();
    expect(await secret({ fresh: true })).toEqual({ token: 'a' });
    pass(10_000);
    expect(await secret({ fresh: true })).toEqual({ token: 'b' });
    expect(reads()).toBe(2);
  });

  it('outlives its five minutes while the store is away, which is asked every ten seconds', async () => {
    const { secret, pass, reads } = aSecret(['{"token":"a"}', away, away, '{"token":"b"}']);
    await secret();
    pass(5 * minutes);
    expect(await secret()).toEqual({ token: 'a' });
    expect(await secret()).toEqual({ token: 'a' });
    expect(reads()).toBe(2);
    pass(10_000);
    expect(await secret({ fresh: true })).toEqual({ token: 'a' });
    pass(10_000);
    expect(await secret()).toEqual({ token: 'b' });
  });

  it('that was never read fails with the store', async () => {
    await expect(aSecret([away]).secret()).rejects.toBe(away);
  });

  it.each(['', 'not json', '{"token":1}'])('holding %j fails naming itself, and never its value', async (text) => {
    const failure = aSecret([text]).secret();
    await expect(failure).rejects.toMatchObject({ code: 'secret-not-filled-in', retryable: false });
  });
});
