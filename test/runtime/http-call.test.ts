import { createServer, type Server } from 'node:http';
import { type HttpRequest, httpCall } from '../../lambdas/runtime/http-call.ts';
import { freePort } from '../../local/ports.ts';

let server: Server;
let url: string;
let heard: () => void = () => {};
beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = createServer((request, response) => {
    heard();
    if (request.url !== '/silent') response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const call = (more: Partial<HttpRequest> = {}) =>
  httpCall({ method: 'GET', url, headers: {}, timeoutMilliseconds: 5_000, ...more });

describe('an HTTP call with a signal', () => {
  it('answers when nothing ends it', async () => {
    expect(await call({ signal: new AbortController().signal })).toMatchObject({ status: 200, body: { ok: true } });
  });

  it('whose time is over before it begins was never sent', async () => {
    expect(await call({ signal: AbortSignal.abort() })).toMatchObject({
      kind: 'not-reached',
      cause: { name: 'AbortError' },
    });
  });

  it('that is ended while it waits may have been acted upon', async () => {
    const ending = new AbortController();
    heard = () => ending.abort();
    const outcome = await call({ url: `${url}/silent`, signal: ending.signal });
    expect(outcome).toMatchObject({ kind: 'unknown', cause: { name: 'AbortError' } });
  });

  it('still keeps its own time', async () => {
    const signal = new AbortController().signal;
    const outcome = await call({ url: `${url}/silent`, signal, timeoutMilliseconds: 30 });
    expect(outcome).toMatchObject({ kind: 'unknown', cause: { name: 'TimeoutError' } });
  });
});
