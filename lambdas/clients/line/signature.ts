import { signedBy } from '../hmac.ts';

/** `x-line-signature` is the base64 of HMAC-SHA256 over the raw body. */
export function isSignedByLine(header: string | undefined, body: Uint8Array, channelSecrets: readonly string[]) {
  if (!header || !/^[A-Za-z0-9+/]{43}=$/.test(header)) return false;
  return signedBy(channelSecrets, body, Buffer.from(header, 'base64'));
}
