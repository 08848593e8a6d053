/**
 * One HTTP call that always comes to an end. Three outcomes, because they call for different next steps: an answer,
 * surely nothing received (safe to repeat), or nobody knows (the other side may have acted).
 */
export type HttpOutcome =
  | { kind: 'answer'; status: number; headers: Headers; body: unknown }
  | { kind: 'not-reached'; cause: unknown }
  | { kind: 'unknown'; cause: unknown };

export type HttpRequest = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  timeoutMilliseconds: number;
  /** Ends the call before its time. */
  signal?: AbortSignal;
};

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

export async function httpCall(request: HttpRequest): Promise<HttpOutcome> {
  const { signal } = request;
  if (signal?.aborted) return { kind: 'not-reached', cause: signal.reason };
  const inTime = AbortSignal.timeout(request.timeoutMilliseconds);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: signal ? AbortSignal.any([inTime, signal]) : inTime,
      redirect: 'error',
    });
    const text = await response.text();
    return { kind: 'answer', status: response.status, headers: response.headers, body: parseJson(text) };
  } catch (cause) {
    return { kind: neverConnected.has(systemCode(cause)) ? 'not-reached' : 'unknown', cause };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** fetch wraps the system's error: TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }). */
function systemCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors[0]) return systemCode(at.errors[0]);
  }
  return '';
}
