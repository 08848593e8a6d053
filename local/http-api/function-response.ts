/** What goes back to the caller. */
export type HttpAnswer = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/** An answer API Gateway gives itself, always `{"message": …}`. */
export function gatewayAnswer(status: number, message: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/**
 * Maps what the function returned: an object with `statusCode` is a response, anything else is the body itself.
 * `undefined` means the response is malformed, which callers see as an internal error.
 */
export function functionResponse(payload: unknown): HttpAnswer | undefined {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const response = payload as {
    statusCode: unknown;
    headers?: unknown;
    cookies?: unknown;
    body?: unknown;
    isBase64Encoded?: unknown;
  };
  const status = Number(response.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const { body = '' } = response;
  if (body !== null && typeof body !== 'string') return undefined;
  const headers: HttpAnswer['headers'] = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
    headers[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(response.cookies)) headers['set-cookie'] = response.cookies.map(String);
  return { status, headers, body: Buffer.from(body ?? '', response.isBase64Encoded ? 'base64' : 'utf8') };
}
