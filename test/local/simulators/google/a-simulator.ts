import { createSign } from 'node:crypto';
import {
  type GoogleOptions,
  type LocalGoogleKey,
  localGoogleKey,
  manualTime,
  startGoogleSimulator,
} from '../../../../local/simulators/index.ts';

export const KEY = localGoogleKey();
export const SHEETS = 'https://www.googleapis.com/auth/spreadsheets.readonly';
export const MAIL = 'https://www.googleapis.com/auth/gmail.readonly';
export const MAIL_HEADERS = 'https://www.googleapis.com/auth/gmail.metadata';
export const MAILBOX = 'support@bma.example';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;

/** An assertion as a service account makes one. */
export function assertion(
  claims: object,
  { secret }: LocalGoogleKey = KEY,
  header: object = { alg: 'RS256', typ: 'JWT' },
) {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(secret.private_key).toString('base64url')}`;
}

/** A Google simulator on a clock that only the test moves. */
export async function aSimulator(options: Partial<GoogleOptions> = {}) {
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const simulator = await startGoogleSimulator({ account: KEY.account, time, ...options });
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${simulator.url}${path}`, { method, headers, body: text });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const now = () => Math.floor(time.clock().getTime() / 1000);
  const claims = (changes: object = {}) => ({
    iss: KEY.account.clientEmail,
    scope: SHEETS,
    aud: simulator.tokenUrl,
    iat: now(),
    exp: now() + 3_600,
    ...changes,
  });
  const exchange = (text: string, grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer') =>
    request('POST', '/token', new URLSearchParams({ grant_type: grant, assertion: text }).toString());
  const tokenFor = async (changes: object = {}): Promise<string> =>
    (await exchange(assertion(claims(changes)))).body.access_token;
  return {
    time,
    simulator,
    request,
    claims,
    exchange,
    tokenFor,
    get: (path: string, token: string) => request('GET', path, undefined, { authorization: `Bearer ${token}` }),
    door: (method: string, path: string, body?: unknown) => request(method, `/_sim/${path}`, body),
    close: () => simulator.close(),
  };
}
export type ASimulator = Awaited<ReturnType<typeof aSimulator>>;
