import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type AConsole, aConsole } from './a-console.ts';

let desk: AConsole;
beforeAll(async () => {
  desk = await aConsole();
});
afterAll(() => desk.close());

/** With any Host and any path, which fetch would tidy up. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; text: string }> {
  const { port } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end();
  });
}

const PAGE = join(import.meta.dirname, '../../../local/console/page');
const pageFiles = readdirSync(PAGE);

describe('the page', () => {
  it('comes from this server alone and may run nothing but its own files', async () => {
    const { status, headers, body } = await desk.get('/');
    expect(status).toBe(200);
    expect(body).toContain('<title>BMA Social');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/', '/venue-data', '/zones'])('at %s leads to the others, and says where one is', async (path) => {
    const { status, body } = await desk.get(path);
    expect(status).toBe(200);
    for (const other of ['/', '/venue-data', '/zones']) expect(body).toContain(`<a href="${other}"`);
    expect(body).toContain(`<a href="${path}" aria-current="page"`);
  });

  it('finds every file it names', async () => {
    const named = pageFiles.flatMap((file) => {
      const text = readFileSync(join(PAGE, file), 'utf8');
      const links = [...text.matchAll(/(?:href|src)="(\/[\w.-]+)"/g), ...text.matchAll(/from '\.(\/[\w.-]+)'/g)];
      return links.map(([, path]) => path ?? '');
    });
    expect(named.length).toBeGreaterThan(20);
    for (const path of new Set(named)) expect([path, (await desk.get(path)).status]).toEqual([path, 200]);
  });

  it('never makes HTML out of text', () => {
    const scripts = pageFiles
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(PAGE, file), 'utf8'));
    expect(scripts.join('\n')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|DOMParser/);
  });

  it.each([
    '/../console.ts',
    '/%2e%2e/console.ts',
    '/..%2fconsole.ts',
    '/page/index.html',
    '/../../../package.json',
    '/.env',
  ])('has nothing at %s', async (path) => {
    expect((await raw(path)).status).toBe(404);
  });
});

describe('requests', () => {
  it.each(['evil.example', 'evil.example:4010', '127.0.0.1.evil.example', '192.168.1.5:4010'])(
    'are refused for the host "%s", which may be another site in disguise',
    async (host) => {
      const { status, text } = await raw('/api/addresses', { host });
      expect(status).toBe(403);
      expect(text).not.toContain('whatsapp');
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]'])('are served for the host %s', async (host) => {
    expect((await raw('/api/addresses', { host: `${host}:4010` })).status).toBe(200);
  });

  it('that change something are refused from other pages', async () => {
    const before = desk.product.received.length;
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
      const { status } = await desk.post('/api/line/inbound', { from: 'eve', text: 'hi' }, { origin });
      expect(status).toBe(403);
    }
    expect(desk.product.received.length).toBe(before);
    expect((await desk.post('/api/line/inbound', { from: 'eve', text: 'hi' }, { origin: desk.url })).status).toBe(200);
  });

  it('that are not JSON, too large or of no use are answered in words', async () => {
    expect(await desk.post('/_local/sender', '{"channel":')).toMatchObject({
      status: 400,
      body: { problem: expect.stringContaining('not JSON') },
    });
    expect((await desk.post('/_local/sender', '[]')).status).toBe(400);
    expect((await desk.post('/_local/sender', 'null')).status).toBe(400);
    expect((await desk.post('/_local/sender', JSON.stringify('x'.repeat(2_000_000)))).status).toBe(413);
    expect((await desk.get('/api/chat')).status).toBe(400);
    expect((await desk.get('/api/live?whatsapp=1&line=x')).status).toBe(400);
  });

  it('name what there is when there is nothing, and the method when it is another', async () => {
    expect(await desk.get('/api/nothing')).toMatchObject({ status: 404, body: { problem: expect.any(String) } });
    const { status, headers, body } = await desk.get('/_local/sender');
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    expect(body.problem).toBe('/_local/sender takes POST, not GET.');
    expect((await desk.post('/', {})).status).toBe(405);
  });

  it('leave nothing behind for the operator to read when they were only wrong', () => {
    expect(desk.problems).toEqual([]);
  });
});
