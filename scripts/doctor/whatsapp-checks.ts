import { ask } from './ask.ts';
import type { Check } from './examine.ts';
import { byHand, type Finding } from './finding.ts';
import type { Patient } from './patient.ts';
import { judgeSecret } from './secret-reading.ts';
import { judgePhone, judgeSubscriptions, judgeToken, readToken } from './whatsapp-account.ts';
import { checkHandshake, checkWhatsAppSignatures } from './whatsapp-webhook.ts';

export function whatsAppChecks({ businessAccountId, environment, now, whatsAppSecret }: Patient): Check[] {
  const { outputs, stage, whatsApp } = environment;
  const { WhatsAppWebhookUrl: webhookUrl } = outputs;
  const withSecret = (
    about: string,
    run: (secret: Secret, signal: AbortSignal) => ReturnType<Check['run']>,
  ): Check => ({
    about,
    async run(signal) {
      // The check of the secret itself says what is wrong and what to do.
      const secret = await whatsAppSecret().catch(() => undefined);
      return secret?.kind === 'usable' ? run(secret.value, signal) : [];
    },
  });
  const graph = (path: string, { accessToken }: Secret, signal: AbortSignal) =>
    ask(`${whatsApp.baseUrl}/${whatsApp.graphVersion}/${path}`, {
      signal,
      headers: { authorization: `Bearer ${accessToken}` },
    });
  const debugToken = (secret: Secret, signal: AbortSignal) =>
    graph(`debug_token?input_token=${encodeURIComponent(secret.accessToken)}`, secret, signal);

  return [
    {
      about: 'WhatsApp: the secret',
      run: async () =>
        judgeSecret(await whatsAppSecret(), {
          vendor: 'WhatsApp',
          arn: outputs.WhatsAppSecretArn,
          fields: '{"appSecret", "verifyToken", "accessToken"}',
          local: stage === 'Local',
        }),
    },
    withSecret('WhatsApp: the handshake', (secret, signal) => checkHandshake(webhookUrl, secret, signal)),
    withSecret('WhatsApp: signatures', (secret, signal) => checkWhatsAppSignatures(webhookUrl, secret, signal)),
    withSecret('WhatsApp: the token', async (secret, signal) => judgeToken(await debugToken(secret, signal), now())),
    withSecret('WhatsApp: the number', async (secret, signal) => {
      const fields = 'id,display_phone_number,quality_rating,platform_type,webhook_configuration';
      const answer = await graph(`${whatsApp.phoneNumberId}?fields=${fields}`, secret, signal);
      return judgePhone(answer, whatsApp.phoneNumberId, webhookUrl);
    }),
    withSecret('WhatsApp: the subscription', async (secret, signal) => {
      const { appId, businessAccountIds } = readToken(await debugToken(secret, signal));
      const accounts = businessAccountId === undefined ? businessAccountIds : [businessAccountId];
      if (accounts.length === 0) return [accountUnknown];
      return Promise.all(
        accounts.map(async (id) => judgeSubscriptions(await graph(`${id}/subscribed_apps`, secret, signal), appId, id)),
      );
    }),
    { about: 'WhatsApp: the field', run: async () => [messagesField] },
  ];
}

type Secret = { appSecret: string; verifyToken: string; accessToken: string };

const accountUnknown: Finding = byHand('Whether our app is subscribed to the account is not known', {
  means: 'without it the webhook looks verified, and yet no message comes',
  todo: 'run this with the id of the WhatsApp Business Account: --waba ID',
});

const messagesField = byHand('Whether the webhook field "messages" is ticked cannot be asked with our token', {
  means: 'without it the webhook looks verified, and yet neither messages nor delivery statuses come',
  todo: 'App Dashboard, WhatsApp, Configuration, Webhook fields: "messages" is subscribed, and the app is Live',
});
