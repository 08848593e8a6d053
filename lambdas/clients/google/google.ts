import type { Clock } from '../../runtime/clock.ts';
import type { Secret } from '../../runtime/secrets.ts';
import { type AccessTokens, accessTokens, type GoogleSettings, type Subject } from './access-token.ts';
import { classifyError, classifyException } from './classify-error.ts';
import type { GoogleKey } from './key.ts';
import type { Later, Refused } from './outcome.ts';

export type Google = { settings: GoogleSettings; tokens: AccessTokens };

/** One connection to Google for a function's lifetime; its tokens are kept between calls. */
export const google = (settings: GoogleSettings, key: Secret<GoogleKey>, clock: Clock): Google => ({
  settings,
  tokens: accessTokens(settings, key, clock),
});

export type Got = { kind: 'got'; body: unknown } | Refused | Later;

/** What each call of Google's libraries is given: our token and time limit, no retries, no client of its own. */
export type CallOptions = {
  headers: { authorization: string };
  timeout: number;
  retry: false;
  responseType: 'json';
  validateStatus: () => true;
  fetchImplementation: typeof fetch;
};

type Response = { status: number; data: unknown; headers: object };

/** One call with one of Google's libraries. A refused token is replaced once; anything else is for the caller's policy. */
export async function callGoogle(
  { settings, tokens }: Google,
  subject: Subject,
  call: (options: CallOptions) => Promise<Response>,
): Promise<Got> {
  const ask = async (fresh: boolean): Promise<Response | Refused | Later> => {
    const token = await tokens(subject, { fresh });
    if (token.kind !== 'token') return token;
    return call({
      headers: { authorization: `Bearer ${token.token}` },
      timeout: settings.timeoutMilliseconds,
      retry: false,
      responseType: 'json',
      validateStatus: () => true,
      fetchImplementation: fetch,
    });
  };
  try {
    const first = await ask(false);
    const answer = 'status' in first && first.status === 401 ? await ask(true) : first;
    if ('kind' in answer) return answer;
    if (answer.status === 200) return { kind: 'got', body: answer.data };
    return classifyError(answer.status, answer.data, new Map(Object.entries(answer.headers)).get('retry-after'));
  } catch (error) {
    return classifyException(error);
  }
}
