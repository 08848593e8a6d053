import { connect } from 'node:net';
import type { InvokeResult } from '../../../local/functions/functions.ts';
import {
  type AccessLogEntry,
  type HttpApi,
  type HttpApiDefinition,
  startHttpApi,
} from '../../../local/http-api/http-api.ts';

type Event = Record<string, unknown> & { headers: Record<string, string> };

const started: HttpApi[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((api) => api.close()));
});

/** An API whose function answers as told; it remembers events, access log and problems. */
async function anApi(
  answer: (event: Event) => InvokeResult | Promise<InvokeResult> = () => ({ ok: true, payload: null }),
  changes: Partial<HttpApiDefinition> = {},
  now?: () => number,
) {
  const events: { functionId: string; event: Event }[] = [];
  const access: AccessLogEntry[] = [];
  const problems: string[] = [];
  const api = await startHttpApi(
    { apiId: 'api1', routes: [{ routeKey: '$default', functionId: 'Fallback' }], ...changes },
    {
      port: 0,
      now,
      onAccess: (entry) => access.push(entry),
      onProblem: (problem) => problems.push(problem.message),
      invoke: async (functionId, event) => {
        events.push({ functionId, event: event as Event });
        return answer(event as Event);
      },
    },
  );
  started.push(api);
  const last = () => events.at(-1)?.event as Event;
  return {
    api,
    events,
    access,
    problems,
    last,
    get: (path: string, init?: RequestInit) => fetch(api.url + path, init),
  };
}

describe('the event of a request', () => {
  it('has the form of payload format 2.0', async () => {
    const { get, last, api } = await anApi(undefined, { routes: [{ routeKey: 'POST /rooms/{id}', functionId: 'F' }] });
    await get('/rooms/caf%C3%A9%201?a=1&b=x%20y&a=2', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'tester', 'X-Many': 'one, two', Cookie: 'k=v; l=w' },
      body: '{"n": 1}',
    });
    expect(last()).toEqual({
      version: '2.0',
      routeKey: 'POST /rooms/{id}',
      rawPath: '/rooms/café 1',
      rawQueryString: 'a=1&b=x%20y&a=2',
      cookies: ['k=v', 'l=w'],
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'content-length': '8',
        host: `127.0.0.1:${api.port}`,
        'x-many': 'one, two',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
      }),
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: 'café 1' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api1',
        domainName: 'api1.execute-api.localhost',
        domainPrefix: 'api1',
        http: {
          method: 'POST',
          path: '/rooms/café 1',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'tester',
        },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'POST /rooms/{id}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"n": 1}',
      isBase64Encoded: false,
    });
    expect(last().headers).not.toHaveProperty('cookie');
  });

  it('leaves out what is not there', async () => {
    const { get, last } = await anApi();
    await get('/');
    for (const field of ['body', 'cookies', 'queryStringParameters', 'pathParameters']) {
      expect(last()).not.toHaveProperty(field);
    }
    expect(last()).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  });

  it('joins repeated headers with a comma', async () => {
    const { api, last } = await anApi();
    const socket = connect(api.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Tag: a\r\nx-tag: b\r\nConnection: close\r\n\r\n');
    await new Promise((resolve) => socket.resume().on('close', resolve));
    expect(last().headers['x-tag']).toBe('a,b');
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['image/png', true],
    ['multipart/form-data; boundary=x', true],
    [undefined, true],
  ])('carries a body of type %s, base64: %s, byte for byte', async (type, isBase64Encoded) => {
    const { get, last } = await anApi();
    const bytes = Buffer.from('{"ข้อความ": "\\u0e01"}\n');
    await get('/', { method: 'POST', body: bytes, headers: type ? { 'content-type': type } : {} });
    expect(last().isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(String(last().body), isBase64Encoded ? 'base64' : 'utf8')).toEqual(bytes);
  });
});

describe('the answer to the caller', () => {
  const ok = (payload: unknown) => () => ({ ok: true, payload }) as const;

  it('is mapped from statusCode, headers, cookies and body', async () => {
    const { get } = await anApi(
      ok({ statusCode: 201, headers: { 'X-A': 1, 'content-type': 'text/html' }, cookies: ['a=1', 'b=2'], body: 'hi' }),
    );
    const response = await get('/');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-a')).toBe('1');
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('apigw-requestid')).toBeTruthy();
    expect(await response.text()).toBe('hi');
  });

  it('is decoded when the function says so', async () => {
    const body = Buffer.from([0, 255, 1]);
    const { get } = await anApi(ok({ statusCode: 200, body: body.toString('base64'), isBase64Encoded: true }));
    expect(Buffer.from(await (await get('/')).arrayBuffer())).toEqual(body);
  });

  it.each([
    ['an object', { hello: 1 }, '{"hello":1}'],
    ['a text', 'hello', 'hello'],
    ['nothing', null, 'null'],
  ])('is JSON with status 200 when the function returns just %s', async (_name, payload, text) => {
    const { get } = await anApi(ok(payload));
    const response = await get('/');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.text()).toBe(text);
  });

  it.each<[string, () => InvokeResult]>([
    ['failed', () => ({ ok: false, errorType: 'Error', errorMessage: 'secret detail' })],
    ['answered without a valid status', ok({ statusCode: 'abc' })],
    ['answered with a body that is no text', ok({ statusCode: 200, body: { a: 1 } })],
  ])('is an internal error when the function %s, told to the operator only', async (_name, answer) => {
    const { get, problems, access } = await anApi(answer);
    const response = await get('/');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    expect(problems).toHaveLength(1);
    expect(access[0]).toMatchObject({ status: 500, integrationError: problems[0] });
  });

  it('is 503 when the function takes longer than the integration may', async () => {
    const { get } = await anApi(() => new Promise(() => {}), { integrationTimeoutSeconds: 0.05 });
    const response = await get('/');
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  it('is 413 for a body over 10 MB, and the function is not run', async () => {
    const { get, events } = await anApi();
    const limit = 10 * 1024 * 1024;
    expect((await get('/', { method: 'POST', body: new Uint8Array(limit) })).status).toBe(200);
    expect((await get('/', { method: 'POST', body: new Uint8Array(limit + 1) })).status).toBe(413);
    expect(events).toHaveLength(1);
  });

  it('is 400 for a path that cannot be decoded', async () => {
    const { get } = await anApi();
    expect((await get('/%E0%A4%A')).status).toBe(400);
  });

  it('has no body for HEAD', async () => {
    const { get } = await anApi(ok({ statusCode: 200, body: 'hello' }));
    const response = await get('/', { method: 'HEAD' });
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['5', '']);
  });
});

describe('throttling', () => {
  it('answers 429 when the bucket is empty and refills with time', async () => {
    let time = 0;
    const { get } = await anApi(undefined, { throttle: { rateLimit: 2, burstLimit: 2 } }, () => time);
    const statuses = async (count: number) => {
      const all: number[] = [];
      for (let n = 0; n < count; n += 1) all.push((await get('/')).status);
      return all;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    time += 500;
    expect(await statuses(2)).toEqual([200, 429]);
    expect(await (await get('/')).json()).toEqual({ message: 'Too Many Requests' });
  });

  it('counts a route with its own limit by itself', async () => {
    const routes = [
      { routeKey: 'GET /slow', functionId: 'F', throttle: { rateLimit: 1, burstLimit: 1 } },
      { routeKey: 'GET /free', functionId: 'F' },
    ];
    const { get } = await anApi(undefined, { routes }, () => 0);
    expect([(await get('/slow')).status, (await get('/slow')).status, (await get('/free')).status]).toEqual([
      200, 429, 200,
    ]);
  });
});

describe('the server', () => {
  it('writes one access-log entry per request', async () => {
    const { get, access } = await anApi(undefined, { routes: [{ routeKey: 'GET /here', functionId: 'F' }] });
    await get('/here');
    await get('/nowhere');
    expect(access).toMatchObject([
      { method: 'GET', path: '/here', routeKey: 'GET /here', status: 200, integrationMilliseconds: expect.any(Number) },
      { method: 'GET', path: '/nowhere', routeKey: undefined, status: 404, responseLength: 23 },
    ]);
  });

  it('says which port is taken, and closes with a request still open', async () => {
    const { api, get, events } = await anApi(() => new Promise(() => {}));
    const second = startHttpApi(
      { apiId: 'b', routes: [] },
      { port: api.port, invoke: async () => ({ ok: true, payload: null }), onProblem: () => {} },
    );
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const open = get('/').catch((problem: Error) => problem.message);
    while (events.length === 0) await new Promise(setImmediate);
    await api.close();
    expect(await open).toBe('fetch failed');
  });
});
