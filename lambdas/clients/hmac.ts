import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `signature` (already decoded) is the HMAC-SHA256 of exactly these bytes under any of the live secrets.
 * Two may be live at once while one is being replaced. Constant time for signatures of the right length.
 */
export function signedBy(secrets: readonly string[], body: Uint8Array, signature: Buffer): boolean {
  let signed = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest();
    if (expected.length === signature.length && timingSafeEqual(expected, signature)) signed = true;
  }
  return signed;
}
