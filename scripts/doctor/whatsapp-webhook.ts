import { createHmac, randomInt } from 'node:crypto';
import { type Answer, ask } from './ask.ts';
import { type Finding, right, wrong } from './finding.ts';
import { checkSignatures } from './webhook-signature.ts';

type Secret = { appSecret: string; verifyToken: string };

/** Meta's handshake, as when somebody saves the callback address: ours must be answered, a stranger's refused. */
export async function checkHandshake(webhookUrl: string, { verifyToken }: Secret, signal: AbortSignal) {
  const challenge = String(randomInt(1e9, 2e9));
  const shake = (token: string) => {
    const url = new URL(webhookUrl);
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.challenge', challenge);
    url.searchParams.set('hub.verify_token', token);
    return ask(url, { signal });
  };
  const [ours, strange] = await Promise.all([shake(verifyToken), shake(`not-${verifyToken}`)]);
  return [judgeHandshake(ours, challenge), judgeStrangeHandshake(strange)];
}

export function judgeHandshake({ status, text }: Answer, challenge: string): Finding {
  if (status === 200 && text === challenge) return right("Meta's handshake is answered");
  const means = 'Meta will not save our address as the webhook, so no message comes';
  if (status === 200) {
    const todo = 'the bare challenge must come back; see what stands between the API and the function';
    return wrong("Meta's handshake is answered with something else than the challenge", { means, todo });
  }
  const todo =
    status === 403
      ? 'a secret just replaced is known everywhere within five minutes; later than that: docs/runbook.md, receive-webhook'
      : 'docs/runbook.md, receive-webhook';
  return wrong(`Meta's handshake with the verify token of our own secret is answered ${status}`, { means, todo });
}

export function judgeStrangeHandshake({ status }: Answer): Finding {
  if (status === 403) return right('A handshake with a wrong verify token is refused');
  return wrong(`A handshake with a wrong verify token is answered ${status} instead of 403`, {
    means:
      status === 200 ? 'any app could name our webhook as its own' : 'the webhook does not get as far as checking it',
    todo: 'docs/runbook.md, receive-webhook',
  });
}

export function checkWhatsAppSignatures(url: string, { appSecret }: Secret, signal: AbortSignal): Promise<Finding[]> {
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] });
  return checkSignatures(
    { vendor: 'WhatsApp', url, body, header: 'x-hub-signature-256', secret: appSecret, sign },
    signal,
  );
}

const sign = (body: string, secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
