import { afterEach, beforeEach } from '@jest/globals';
import { lineClient } from '../../lambdas/clients/line/client.ts';
import { whatsAppClient } from '../../lambdas/clients/whatsapp/client.ts';

type Reply = [status: number, body: unknown] | string;
const realFetch = globalThis.fetch;
let asked: { url: string; headers: Record<string, string>; body: Record<string, unknown> }[] = [];
let reply: Reply = [200, {}];

beforeEach(() => {
  asked = [];
  globalThis.fetch = async (url, init) => {
    asked.push({
      url: String(url),
      headers: init?.headers as Record<string, string>,
      body: JSON.parse(String(init?.body)),
    });
    // As fetch tells of a connection that failed.
    if (typeof reply === 'string')
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: reply }) });
    const [status, body] = reply;
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const whatsApp = whatsAppClient(
  { baseUrl: 'https://graph.test', graphVersion: 'v26.0', phoneNumberId: '1', timeoutMilliseconds: 100 },
  async () => ({ accessToken: 'secret' }),
);
const line = lineClient({ baseUrl: 'https://line.test', timeoutMilliseconds: 100 }, async () => ({
  channelAccessToken: 'secret',
}));
const hi = { type: 'text' as const, text: { preview_url: false as const, body: 'hi' } };
const refused = (failure: string, code: string) => ({ kind: 'refused', failure, code });
const graphError = (code: number) => ({ error: { message: 'x', code } });

describe('a message to WhatsApp', () => {
  it.each<[string, Reply, object]>([
    ['taken', [200, { messages: [{ id: 'wamid.1' }] }], { kind: 'accepted', messageIds: ['wamid.1'] }],
    ['answered without an id may have been taken', [200, {}], { kind: 'unknown' }],
    ['answered by a gateway may have been taken', [502, '<html>Bad Gateway</html>'], { kind: 'unknown' }],
    ['whose connection broke may have been taken', 'ECONNRESET', { kind: 'unknown' }],
    ['that timed out may have been taken', 'UND_ERR_HEADERS_TIMEOUT', { kind: 'unknown' }],
    ['that found nobody was surely not taken', 'ECONNREFUSED', refused('unavailable', 'not-reached')],
    ['refused by an unwell server was not taken', [500, graphError(131016)], refused('unavailable', '131016')],
    ['throttled, whatever the status', [400, graphError(131056)], refused('pair-throttled', '131056')],
    ['refused without a code is our mistake', [404, 'no'], refused('bad-request', 'http-404')],
  ])('%s', async (_, answer, outcome) => {
    reply = answer;
    expect(await whatsApp.send('66812345678', hi, 'ref')).toEqual(outcome);
  });

  it.each([
    ['66812345678', { to: '+66812345678' }],
    ['TH.13491208655302741918', { recipient: 'TH.13491208655302741918' }],
  ])('for %s is addressed so that Meta cannot misread it, and carries our reference', async (to, address) => {
    reply = [200, {}];
    await whatsApp.send(to, hi, 'ref');
    expect(asked[0]?.body).toMatchObject({ ...address, biz_opaque_callback_data: 'ref' });
    expect(Object.keys(asked[0]?.body ?? {}).filter((key) => key === 'to' || key === 'recipient')).toHaveLength(1);
  });
});

describe('a message to LINE', () => {
  const text = [{ type: 'text' as const, text: 'hi' }];
  it.each<[string, 'reply' | 'push', Reply, object]>([
    ['taken', 'push', [200, { sentMessages: [{ id: '4' }] }], { kind: 'accepted', messageIds: ['4'] }],
    [
      'repeated was taken before',
      'push',
      [409, { sentMessages: [{ id: '4' }] }],
      { kind: 'accepted', messageIds: ['4'] },
    ],
    ['failed inside can be repeated by key', 'push', [500, {}], refused('unavailable', 'http-500')],
    ['failed inside as a reply may have gone out', 'reply', [500, {}], { kind: 'unknown' }],
    ['that found nobody was surely not taken', 'reply', 'ECONNREFUSED', refused('unavailable', 'not-reached')],
    ['whose token is used or old', 'reply', [400, { message: 'Invalid reply token' }], { kind: 'token-refused' }],
    [
      'beyond the month',
      'push',
      [429, { message: 'You have reached your monthly limit.' }],
      refused('quota', 'http-429'),
    ],
  ])('%s: by %s', async (_, way, answer, outcome) => {
    reply = answer;
    expect(await (way === 'reply' ? line.reply('token', text) : line.push('U1', text, 'key'))).toEqual(outcome);
    expect(asked[0]?.url).toBe(`https://line.test/v2/bot/message/${way}`);
    expect(asked[0]?.headers['x-line-retry-key']).toBe(way === 'push' ? 'key' : undefined);
  });
});
