import { createHmac } from 'node:crypto';
import { ask } from './ask.ts';
import type { Check } from './examine.ts';
import { byHand } from './finding.ts';
import { judgeBot, judgeEndpoint, judgeQuota, judgeTest } from './line-account.ts';
import type { Patient } from './patient.ts';
import { judgeSecret } from './secret-reading.ts';
import { checkSignatures } from './webhook-signature.ts';

export function lineChecks({ environment, lineSecret }: Patient): Check[] {
  const { line, outputs, stage } = environment;
  const withSecret = (
    about: string,
    run: (secret: Secret, signal: AbortSignal) => ReturnType<Check['run']>,
  ): Check => ({
    about,
    async run(signal) {
      // The check of the secret itself says what is wrong and what to do.
      const secret = await lineSecret().catch(() => undefined);
      return secret?.kind === 'usable' ? run(secret.value, signal) : [];
    },
  });
  const api = ({ channelAccessToken }: Secret, path: string, signal: AbortSignal, method: 'GET' | 'POST' = 'GET') =>
    ask(`${line.baseUrl}/v2/bot/${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${channelAccessToken}`, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{}' }),
    });

  return [
    {
      about: 'LINE: the secret',
      run: async () =>
        judgeSecret(await lineSecret(), {
          vendor: 'LINE',
          arn: outputs.LineSecretArn,
          fields: '{"channelSecret", "channelAccessToken"}',
          local: stage === 'Local',
        }),
    },
    withSecret('LINE: signatures', ({ channelSecret }, signal) => {
      const body = JSON.stringify({ destination: 'doctor', events: [] });
      const call = { vendor: 'LINE', url: outputs.LineWebhookUrl, body, header: 'x-line-signature' };
      return checkSignatures({ ...call, secret: channelSecret, sign }, signal);
    }),
    withSecret('LINE: the token', async (secret, signal) => [judgeBot(await api(secret, 'info', signal))]),
    withSecret('LINE: the webhook address', async (secret, signal) => [
      judgeEndpoint(await api(secret, 'channel/webhook/endpoint', signal), outputs.LineWebhookUrl),
    ]),
    withSecret("LINE: LINE's own test", async (secret, signal) => [
      judgeTest(await api(secret, 'channel/webhook/test', signal, 'POST')),
    ]),
    withSecret("LINE: the month's quota", async (secret, signal) => {
      const paths = ['message/quota', 'message/quota/consumption'];
      const [quota, used] = await Promise.all(paths.map((path) => api(secret, path, signal)));
      return quota && used ? [judgeQuota(quota, used)] : [];
    }),
    { about: 'LINE: redelivery', run: async () => [redelivery] },
  ];
}

type Secret = { channelSecret: string; channelAccessToken: string };

const sign = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('base64');

const redelivery = byHand('Whether LINE sends a webhook again that we could not take is told by no API', {
  means: 'as long as it is off, as on every new channel, what people write while we are away is lost for ever',
  todo: 'LINE Developers console, Messaging API: switch on "Webhook redelivery"',
});
