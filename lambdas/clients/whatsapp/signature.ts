import { signedBy } from '../hmac.ts';

/** `X-Hub-Signature-256: sha256=<64 hex>` over the raw body; facts: the body may hold `\u` escapes, so bytes only. */
export function isSignedByWhatsApp(header: string | undefined, body: Uint8Array, appSecrets: readonly string[]) {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  return hex !== undefined && signedBy(appSecrets, body, Buffer.from(hex, 'hex'));
}
