import { type Answer, answer } from '../loopback-server.ts';
import type { Random } from '../random.ts';

/** An error as Meta words it. `status` is the HTTP status of a refused request. */
type Known = { status: number; message: string; details?: string; type?: string; subcode?: number };

const HREF = '/documentation/business-messaging/whatsapp/support/error-codes';

/** The codes this simulator can answer with, as a refusal or as a `failed` status. */
export const META_ERRORS: Record<number, Known> = {
  0: { status: 401, message: 'AuthException' },
  3: { status: 500, message: 'Application does not have the capability to make this API call.' },
  4: { status: 400, message: 'Application request limit reached' },
  10: { status: 403, message: 'Application does not have permission for this action' },
  100: { status: 400, message: 'Invalid parameter' },
  190: { status: 401, message: 'Invalid OAuth access token - Cannot parse access token' },
  200: { status: 403, message: 'Permissions error' },
  368: { status: 403, message: 'Temporarily blocked for policies violations' },
  80007: { status: 400, message: 'Rate limit issues' },
  130429: {
    status: 429,
    message: 'Rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
  },
  130472: { status: 400, message: "User's number is part of an experiment" },
  131000: { status: 500, message: 'Something went wrong' },
  131005: { status: 403, message: 'Access denied' },
  131008: { status: 400, message: 'Required parameter is missing' },
  131009: { status: 400, message: 'Parameter value is not valid' },
  131016: { status: 503, message: 'Service unavailable', details: 'A service is temporarily unavailable.' },
  131021: {
    status: 400,
    message: 'Recipient cannot be sender',
    details: 'Sender and recipient phone number is the same.',
  },
  131026: { status: 400, message: 'Message undeliverable', details: 'Message undeliverable.' },
  131030: {
    status: 400,
    message: 'Recipient phone number not in allowed list',
    details: 'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
  },
  131031: { status: 403, message: 'Account has been locked' },
  131042: {
    status: 400,
    message: 'Business eligibility payment issue',
    details: 'Message failed to send because there were one or more errors related to your payment method.',
  },
  131047: {
    status: 400,
    message: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131048: {
    status: 400,
    message: 'Spam rate limit hit',
    details:
      'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
  },
  131049: { status: 400, message: 'This message was not delivered to maintain healthy ecosystem engagement.' },
  131050: { status: 400, message: 'User has stopped receiving marketing messages' },
  131051: { status: 400, message: 'Unsupported message type', details: 'Message type is not currently supported.' },
  131052: { status: 400, message: 'Media download error' },
  131053: { status: 400, message: 'Media upload error' },
  131056: {
    status: 400,
    message: '(Business Account, Consumer Account) pair rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
  },
  131057: { status: 500, message: 'Account in maintenance mode' },
  131062: { status: 400, message: 'Business-scoped user ID recipients are not supported for this message' },
  132000: { status: 400, message: 'Number of parameters does not match the expected number of params' },
  132001: { status: 404, message: 'Template name does not exist in the translation' },
  132012: { status: 400, message: 'Parameter format does not match format in the created template' },
  132015: { status: 400, message: 'Template is paused' },
  132016: { status: 400, message: 'Template is disabled' },
  133010: { status: 400, message: 'Phone number not registered' },
  133016: { status: 400, message: 'Account register deregister rate limit exceeded' },
};

/** Why a request is refused. `message` replaces the usual words, `status` the usual HTTP status. */
export type Refusal = {
  code: number;
  details?: string;
  message?: string;
  status?: number;
  subcode?: number;
  type?: string;
};

/** The HTTP answer of a refused request. */
export function refuse(refusal: Refusal, random: Random): Answer {
  const known: Known = META_ERRORS[refusal.code] ?? { status: 400, message: 'Unknown error' };
  const details = refusal.details ?? (refusal.message ? undefined : known.details);
  const error = {
    message: refusal.message ?? (refusal.code === 190 ? known.message : `(#${refusal.code}) ${known.message}`),
    type: refusal.type ?? 'OAuthException',
    code: refusal.code,
    ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
    ...(refusal.subcode === undefined ? {} : { error_subcode: refusal.subcode }),
    fbtrace_id: `A${random.pick('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-', 22)}`,
  };
  return answer(refusal.status ?? known.status, { error });
}

/** The same failure as it stands in a `failed` status. */
export function statusError(code: number, details?: string) {
  const known: Known = META_ERRORS[code] ?? { status: 400, message: 'Unknown error' };
  const { message } = known;
  return { code, title: message, message, error_data: { details: details ?? known.details ?? message }, href: HREF };
}
