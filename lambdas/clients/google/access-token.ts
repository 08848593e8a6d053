import { sign } from 'node:crypto';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Secret } from '../../runtime/secrets.ts';
import { asNumber, asObject, asText } from '../json.ts';
import { classifyException } from './classify-error.ts';
import type { GoogleKey } from './key.ts';
import { type Later, later, type Refused, refused } from './outcome.ts';

export type GoogleSettings = {
  /** Where the APIs are instead of Google's own addresses. With a trailing slash. */
  rootUrl?: string;
  /** Where assertions are exchanged. @default the key file's `token_uri`, then Google's */
  tokenUrl?: string;
  /** Of each call. */
  timeoutMilliseconds: number;
};

/** Whom to speak for: the service account, or with domain-wide delegation a mailbox. */
export type Subject = { scope: string; mailbox?: string };
export type TokenAnswer = { kind: 'token'; token: string } | Refused | Later;

/** A token kept until shortly before its end; `fresh` for one just refused. */
export type AccessTokens = (subject: Subject, options?: { fresh?: boolean }) => Promise<TokenAnswer>;

const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const assertionLifeSeconds = 3_600;
const renewBeforeMilliseconds = 5 * 60_000;

// google-auth-library's JWT client always asks Google's own token URL, also for its `aud`, whatever the key file says,
// so neither a simulator nor a private endpoint could be used: this exchange is the documented one, with the URL a setting.
export function accessTokens(settings: GoogleSettings, key: Secret<GoogleKey>, clock: Clock): AccessTokens {
  const kept = new Map<string, { token: string; until: number }>();
  const underWay = new Map<string, Promise<TokenAnswer>>();

  const renew = async (subject: Subject, name: string): Promise<TokenAnswer> => {
    const answer = await exchangeWithKey(settings, key, subject, clock);
    if (answer.kind !== 'issued') return answer;
    const until = clock().getTime() + answer.lifeSeconds * 1000 - renewBeforeMilliseconds;
    kept.set(name, { token: answer.token, until });
    return { kind: 'token', token: answer.token };
  };

  return (subject, { fresh = false } = {}) => {
    const name = `${subject.scope} ${subject.mailbox ?? ''}`;
    const known = kept.get(name);
    if (!fresh && known && clock().getTime() < known.until)
      return Promise.resolve({ kind: 'token', token: known.token });
    const renewal = underWay.get(name) ?? renew(subject, name).finally(() => underWay.delete(name));
    underWay.set(name, renewal);
    return renewal;
  };
}

type Exchanged = { kind: 'issued'; token: string; lifeSeconds: number } | Refused | Later;

/** Exchanges an assertion, and once more with a freshly read key: keys are rotated. */
async function exchangeWithKey(
  settings: GoogleSettings,
  key: Secret<GoogleKey>,
  subject: Subject,
  clock: Clock,
): Promise<Exchanged> {
  try {
    const used = await key();
    const answer = await exchange(settings, used, subject, clock);
    if (answer.kind !== 'refused') return answer;
    const newest = await key({ fresh: true });
    return newest.private_key === used.private_key ? answer : await exchange(settings, newest, subject, clock);
  } catch (error) {
    const needsPerson = error instanceof Failure && !error.retryable;
    return needsPerson ? refused('unauthorized', error.message) : later('unavailable');
  }
}

async function exchange(
  { tokenUrl, timeoutMilliseconds }: GoogleSettings,
  key: GoogleKey,
  subject: Subject,
  clock: Clock,
): Promise<Exchanged> {
  const url = tokenUrl ?? key.token_uri ?? GOOGLE_TOKEN_URL;
  const assertion = signedAssertion(key, subject, url, clock);
  if (!assertion) return refused('unauthorized', 'The private key in the key file cannot be read.');
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: GRANT, assertion }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
      redirect: 'error',
    });
    return readExchange(response.status, await response.text());
  } catch (error) {
    return classifyException(error);
  }
}

function readExchange(status: number, text: string): Exchanged {
  const body = asObject(parse(text));
  const token = asText(body?.access_token);
  if (status === 200 && token) return { kind: 'issued', token, lifeSeconds: asNumber(body?.expires_in) ?? 3_599 };
  if (status === 200) return later('network');
  if (status === 429) return later('rate-limited');
  if (status >= 500) return later('unavailable');
  return refused(
    'unauthorized',
    `${asText(body?.error) ?? `HTTP ${status}`}: ${asText(body?.error_description) ?? ''}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 7523: a JWT signed with the service account's key. */
function signedAssertion(key: GoogleKey, { scope, mailbox }: Subject, audience: string, clock: Clock) {
  const issuedAt = Math.floor(clock().getTime() / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id && { kid: key.private_key_id }) };
  const claims = {
    iss: key.client_email,
    scope,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + assertionLifeSeconds,
    ...(mailbox && { sub: mailbox }),
  };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  try {
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.private_key).toString('base64url')}`;
  } catch {
    return undefined;
  }
}
