import { type HttpOutcome, httpCall } from '../../runtime/http-call.ts';
import type { Secret } from '../../runtime/secrets.ts';
import { asArray, asNumber, asObject, asText } from '../json.ts';
import type { SendOutcome } from '../send-outcome.ts';
import { sendWithToken } from '../send-with-token.ts';
import { classifyWhatsAppError } from './failure.ts';
import type { WhatsAppPayload } from './payload.ts';

export type WhatsAppSettings = {
  baseUrl: string;
  graphVersion: string;
  phoneNumberId: string;
  timeoutMilliseconds: number;
};

/** Digits of a phone, or a business-scoped user id such as "TH.1349…" (two letters and a dot). */
export type WhatsAppRecipient = string;

export type WhatsAppClient = {
  /** `callbackData` comes back with every delivery status, which is how a lost answer is found out (no retry key). */
  send(to: WhatsAppRecipient, payload: WhatsAppPayload, callbackData: string): Promise<SendOutcome>;
};

export function whatsAppClient(settings: WhatsAppSettings, secret: Secret<{ accessToken: string }>): WhatsAppClient {
  const url = `${settings.baseUrl}/${settings.graphVersion}/${settings.phoneNumberId}/messages`;

  return {
    send(to, payload, callbackData) {
      const body = {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...addressOf(to),
        ...payload,
        biz_opaque_callback_data: callbackData,
      };
      return sendWithToken(
        secret,
        ({ accessToken }) =>
          httpCall({
            method: 'POST',
            url,
            headers: { authorization: `Bearer ${accessToken}` },
            body,
            timeoutMilliseconds: settings.timeoutMilliseconds,
          }),
        { isTokenRefused, outcomeOf },
      );
    },
  };
}

/** Without the "+" Meta may put our own country code in front. */
const addressOf = (to: WhatsAppRecipient) => (/^\d+$/.test(to) ? { to: `+${to}` } : { recipient: to });

const errorCode = (answer: HttpOutcome): number | undefined =>
  answer.kind === 'answer' ? asNumber(asObject(asObject(answer.body)?.error)?.code) : undefined;

const isTokenRefused = (answer: HttpOutcome): boolean => errorCode(answer) === 190;

function outcomeOf(answer: HttpOutcome): SendOutcome {
  if (answer.kind === 'unknown') return { kind: 'unknown' };
  if (answer.kind === 'not-reached') return { kind: 'refused', failure: 'unavailable', code: 'not-reached' };
  if (answer.status >= 200 && answer.status < 300) {
    const id = asText(asObject(asArray(asObject(answer.body)?.messages)[0])?.id);
    return id ? { kind: 'accepted', messageIds: [id] } : { kind: 'unknown' };
  }
  const code = errorCode(answer);
  // A bare 5xx may come from a gateway in front of a server that took the message.
  if (code === undefined && answer.status >= 500) return { kind: 'unknown' };
  return {
    kind: 'refused',
    failure: classifyWhatsAppError(code, answer.status),
    code: String(code ?? `http-${answer.status}`),
  };
}
