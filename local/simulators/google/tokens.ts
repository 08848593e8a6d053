import { createPublicKey, verify } from 'node:crypto';
import { isObject, type Json, parseJson, textOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import type { Random } from '../random.ts';
import { refuseToken } from './google-errors.ts';
import type { Parts } from './parts.ts';
import { SCOPES } from './settings.ts';

/** Whom a token speaks for: the account itself, or a mailbox of the domain. */
export type Token = { scopes: string[]; mailbox?: string; expiresAt: number };

export type Tokens = {
  issue(token: Token): string;
  find(authorization: string | undefined): Token | undefined;
  revoke(authorization: string | undefined): void;
};

export function createTokens(clock: () => Date, random: Random): Tokens {
  const issued = new Map<string, Token>();
  const nameIn = (authorization = '') => /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
  return {
    issue(token) {
      const name = `ya29.${random.hex(40)}`;
      issued.set(name, token);
      return name;
    },
    find(authorization) {
      const token = issued.get(nameIn(authorization));
      return token && clock().getTime() < token.expiresAt ? token : undefined;
    },
    revoke: (authorization) => void issued.delete(nameIn(authorization)),
  };
}

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const REAL_AUDIENCE = 'https://oauth2.googleapis.com/token';
const LONGEST_SECONDS = 3_600;
const SKEW_SECONDS = 300;
const TIMEFRAME =
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
const UNAUTHORIZED =
  'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.';

/** `POST /token`: exchanges a signed assertion of the service account for an access token. */
export function exchange(parts: Parts, { text }: Call): Answer {
  const { faults, settings, time, tokens } = parts;
  if (faults.strike('tokenUnavailable')) return refuseToken(503, 'temporarily_unavailable', 'Try again later.');
  if (faults.strike('tokenInvalidGrant')) return refuseToken(400, 'invalid_grant', 'Invalid JWT Signature.');
  const form = new URLSearchParams(text);
  if (form.get('grant_type') !== GRANT) {
    return refuseToken(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  }
  const claims = claimsOf(form.get('assertion') ?? '', settings.account.publicKey);
  if (typeof claims === 'string') return refuseToken(400, 'invalid_grant', claims);
  const problem = problemWith(claims, parts);
  if (problem) return refuseToken(400, 'invalid_grant', problem);

  const scopes = (textOf(claims.scope) ?? '').split(' ').filter(Boolean);
  const known = new Set<string>(Object.values(SCOPES));
  if (scopes.length === 0 || !scopes.every((scope) => known.has(scope))) {
    return refuseToken(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  }
  const mailbox = textOf(claims.sub)?.toLowerCase();
  const delegated = mailbox === undefined || scopes.every((scope) => settings.delegatedScopes.includes(scope));
  if (!delegated || (mailbox && faults.strike('unauthorizedDelegation'))) {
    return refuseToken(401, 'unauthorized_client', UNAUTHORIZED);
  }
  if (mailbox && settings.mailboxes && !settings.mailboxes.includes(mailbox)) {
    return refuseToken(400, 'invalid_grant', 'Invalid email or User ID');
  }
  const expiresAt = time.clock().getTime() + settings.tokenLifeSeconds * 1000;
  return answer(200, {
    access_token: tokens.issue({ scopes, expiresAt, ...(mailbox && { mailbox }) }),
    expires_in: settings.tokenLifeSeconds,
    token_type: 'Bearer',
  });
}

/** The claims of an assertion signed with the account's key, or what is wrong with it. */
function claimsOf(assertion: string, publicKey: string): Json | string {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const header = parseJson(Buffer.from(head, 'base64url').toString('utf8'));
  const claims = parseJson(Buffer.from(body, 'base64url').toString('utf8'));
  if (!isObject(header) || !isObject(claims) || header.alg !== 'RS256') return 'Invalid JWT: malformed assertion.';
  const signed = Buffer.from(`${head}.${body}`);
  const isOurs = verify('RSA-SHA256', signed, createPublicKey(publicKey), Buffer.from(signature, 'base64url'));
  return isOurs ? claims : 'Invalid JWT Signature.';
}

function problemWith({ iss, aud, iat, exp }: Json, { settings, time, tokenUrl }: Parts): string | undefined {
  if (iss !== settings.account.clientEmail) return 'Invalid grant: account not found';
  if (aud !== tokenUrl() && aud !== REAL_AUDIENCE) return 'Invalid JWT: Failed audience check.';
  const now = time.clock().getTime() / 1000;
  const from = typeof iat === 'number' ? iat : Number.NaN;
  const until = typeof exp === 'number' ? exp : Number.NaN;
  const isShort = until > from && until - from <= LONGEST_SECONDS;
  const isNow =
    from <= now + SKEW_SECONDS && until >= now - SKEW_SECONDS && until <= now + LONGEST_SECONDS + SKEW_SECONDS;
  return isShort && isNow ? undefined : TIMEFRAME;
}
