import { type HttpOutcome, httpCall } from '../../runtime/http-call.ts';
import type { Secret } from '../../runtime/secrets.ts';
import { asArray, asObject, asText } from '../json.ts';
import type { FailureClass, SendOutcome } from '../send-outcome.ts';
import { sendWithToken } from '../send-with-token.ts';
import type { LineMessage } from './payload.ts';

export type LineSettings = { baseUrl: string; timeoutMilliseconds: number };

export type LineClient = {
  /** Free of charge, once per token, for about a minute after the event. Cannot be repeated safely by key. */
  reply(replyToken: string, messages: LineMessage[]): Promise<SendOutcome>;
  /** Counts against the month's quota. The same `retryKey` sends at most once within 24 hours. */
  push(to: string, messages: LineMessage[], retryKey: string): Promise<SendOutcome>;
};

export function lineClient(settings: LineSettings, secret: Secret<{ channelAccessToken: string }>): LineClient {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    sendWithToken(
      secret,
      ({ channelAccessToken }) =>
        httpCall({
          method: 'POST',
          url: `${settings.baseUrl}${path}`,
          headers: { ...headers, authorization: `Bearer ${channelAccessToken}` },
          body,
          timeoutMilliseconds: settings.timeoutMilliseconds,
        }),
      { isTokenRefused, outcomeOf },
    );
  return {
    // Unlike a push, a reply that failed inside LINE cannot be repeated by key: it may have gone out.
    reply: async (replyToken, messages) => {
      const outcome = await post('/v2/bot/message/reply', { replyToken, messages });
      const failedInside =
        outcome.kind === 'refused' && outcome.failure === 'unavailable' && outcome.code.startsWith('http-');
      return failedInside ? { kind: 'unknown' } : outcome;
    },
    push: (to, messages, retryKey) => post('/v2/bot/message/push', { to, messages }, { 'x-line-retry-key': retryKey }),
  };
}

const isTokenRefused = (answer: HttpOutcome): boolean => answer.kind === 'answer' && answer.status === 401;

function outcomeOf(answer: HttpOutcome): SendOutcome {
  if (answer.kind === 'unknown') return { kind: 'unknown' };
  if (answer.kind === 'not-reached') return { kind: 'refused', failure: 'unavailable', code: 'not-reached' };
  // 409: this retry key was accepted before, so the message is out.
  if (answer.status === 200 || answer.status === 409) return { kind: 'accepted', messageIds: messageIds(answer.body) };
  const message = asText(asObject(answer.body)?.message) ?? '';
  if (answer.status === 400 && /invalid reply token/i.test(message)) return { kind: 'token-refused' };
  return { kind: 'refused', failure: classifyLineError(answer.status, message), code: `http-${answer.status}` };
}

const messageIds = (body: unknown): string[] =>
  asArray(asObject(body)?.sentMessages).flatMap((sent) => asText(asObject(sent)?.id) ?? []);

/** LINE has no error codes, and one 429 for two very different causes: only the text tells them apart. */
export function classifyLineError(status: number, message: string): FailureClass {
  if (status === 429) return /monthly limit/i.test(message) ? 'quota' : 'throttled';
  if (status === 401 || status === 403) return 'account';
  if (status === 400 && /failed to send messages/i.test(message)) return 'recipient';
  return status >= 500 ? 'unavailable' : 'bad-request';
}
