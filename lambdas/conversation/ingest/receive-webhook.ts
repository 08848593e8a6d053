import { parseJson } from '../../clients/json.ts';
import { isSignedByLine } from '../../clients/line/signature.ts';
import { readLineWebhook } from '../../clients/line/webhook.ts';
import { isSignedByWhatsApp } from '../../clients/whatsapp/signature.ts';
import { readWhatsAppWebhook } from '../../clients/whatsapp/webhook.ts';
import type { Clock } from '../../runtime/clock.ts';
import { digest } from '../../runtime/fingerprint.ts';
import type { Secret } from '../../runtime/secrets.ts';
import { fromLine, fromWhatsApp, type InboundMessage } from '../inbound-message.ts';
import type { DeliveryStatus } from './delivery-status.ts';

/** Meta documents 3 MB as its largest webhook; LINE stays far below. Refusing one of those means a week of retries. */
export const largestBodyBytes = 4 * 1024 * 1024;

export type Intake = {
  /** Resolves only when every message is in the durable queue; rejects otherwise. */
  enqueue(messages: InboundMessage[], statuses: DeliveryStatus[]): Promise<void>;
};
export type IngestPorts = {
  intake: Intake;
  whatsAppSecret: Secret<{ appSecret: string; previousAppSecret?: string; verifyToken: string }>;
  lineSecret: Secret<{ channelSecret: string; previousChannelSecret?: string }>;
  clock: Clock;
};

export type WebhookResult =
  | { kind: 'accepted'; messages: number; statuses: number; ignored: string[] }
  | { kind: 'too-large' }
  | { kind: 'bad-signature' };

/**
 * Size, signature over the raw bytes, total parse, durable queue, and only then "yes". Nothing else happens before
 * the vendor is answered. A body that is signed but unreadable is accepted and counted: sending it again cannot help.
 */
export async function receiveWhatsApp(
  body: Uint8Array,
  signature: string | undefined,
  ports: IngestPorts,
): Promise<WebhookResult> {
  if (body.byteLength > largestBodyBytes) return { kind: 'too-large' };
  const signed = await signedByAny(ports.whatsAppSecret, (secret) =>
    isSignedByWhatsApp(signature, body, live(secret.appSecret, secret.previousAppSecret)),
  );
  if (!signed) return { kind: 'bad-signature' };
  const { messages, statuses, ignored } = readWhatsAppWebhook(parseJson(body));
  return accept(
    messages.map((message) => fromWhatsApp(message, ports.clock())),
    statuses.map((status) => ({ ...status, at: (status.at ?? ports.clock()).toISOString() })),
    ignored,
    ports.intake,
  );
}

export async function receiveLine(
  body: Uint8Array,
  signature: string | undefined,
  ports: IngestPorts,
): Promise<WebhookResult> {
  if (body.byteLength > largestBodyBytes) return { kind: 'too-large' };
  const signed = await signedByAny(ports.lineSecret, (secret) =>
    isSignedByLine(signature, body, live(secret.channelSecret, secret.previousChannelSecret)),
  );
  if (!signed) return { kind: 'bad-signature' };
  const { events, ignored } = readLineWebhook(parseJson(body));
  return accept(
    events.map((event) => fromLine(event, ports.clock())),
    [],
    ignored,
    ports.intake,
  );
}

/** The handshake Meta makes when the callback is saved: the challenge goes back bare if the token is ours. */
export async function verifyWhatsApp(
  query: Record<string, string | undefined>,
  ports: Pick<IngestPorts, 'whatsAppSecret'>,
): Promise<{ kind: 'verified'; challenge: string } | { kind: 'refused' }> {
  const token = query['hub.verify_token'];
  if (query['hub.mode'] !== 'subscribe' || !token) return { kind: 'refused' };
  const known = await signedByAny(ports.whatsAppSecret, ({ verifyToken }) => digest(token) === digest(verifyToken));
  return known ? { kind: 'verified', challenge: query['hub.challenge'] ?? '' } : { kind: 'refused' };
}

/** A refused signature is checked once more against a freshly read secret: it may just have been replaced. */
async function signedByAny<Value>(secret: Secret<Value>, isSigned: (value: Value) => boolean): Promise<boolean> {
  return isSigned(await secret()) || isSigned(await secret({ fresh: true }));
}

const live = (current: string, previous: string | undefined) => (previous ? [current, previous] : [current]);

async function accept(
  messages: InboundMessage[],
  statuses: DeliveryStatus[],
  ignored: string[],
  intake: Intake,
): Promise<WebhookResult> {
  if (messages.length + statuses.length > 0) await intake.enqueue(messages, statuses);
  return { kind: 'accepted', messages: messages.length, statuses: statuses.length, ignored };
}
