import type { WebhookPost } from '../webhook-post.ts';
import type { Settings } from './settings.ts';

/** What came of the handshake; `reason` says in words what was wrong. */
export type Verification = { ok: boolean; status: number; reason: string };

/** The handshake of `hub.mode=subscribe`: the webhook must answer 200 with nothing but the challenge. */
export function createVerify({ verifyToken, webhookUrl }: Settings, post: WebhookPost) {
  return async (token: string = verifyToken): Promise<Verification> => {
    const challenge = '1158201444';
    const url = new URL(webhookUrl);
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.challenge', challenge);
    url.searchParams.set('hub.verify_token', token);
    const { status, body, error } = await post.get(url.href);
    if (error) return { ok: false, status, reason: `no answer: ${error}` };
    if (status !== 200) return { ok: false, status, reason: `answered ${status} instead of 200` };
    if (body !== challenge) return { ok: false, status, reason: 'answered 200 without the bare challenge' };
    return { ok: true, status, reason: 'verified' };
  };
}
