import { type ASimulator, aSimulator, MAIL, MAIL_HEADERS, MAILBOX } from './a-simulator.ts';

const MAILS = [
  {
    from: 'Anna <anna@hilton.com>',
    to: MAILBOX,
    subject: 'No music',
    body: "It's silent",
    date: '2026-11-20T03:00:00Z',
  },
  { from: MAILBOX, to: 'anna@hilton.com', subject: 'Re: No music', body: 'On it', date: '2026-11-20T04:00:00Z' },
  { from: 'gm@hilton.com', to: MAILBOX, subject: 'No music', body: 'Other people', date: '2026-11-19T04:00:00Z' },
  {
    from: 'x@mail.hilton.com',
    to: [MAILBOX],
    cc: 'anna@hilton.com',
    subject: 'Invoice',
    body: 'due',
    date: '2026-10-01T07:59:59Z',
  },
  { from: 'y@other.com', to: MAILBOX, subject: 'Hilton', body: 'x', date: '2026-11-21T09:00:00Z', labels: ['SPAM'] },
];

let a: ASimulator;
let token: string;
beforeEach(async () => {
  a = await aSimulator();
  token = await a.tokenFor({ scope: MAIL, sub: MAILBOX });
});
afterEach(() => a.close());

const get = (path: string) => a.get(`/gmail/v1/users/me/${path}`, token);
const put = (messages: object[] = MAILS, more: object = {}) => a.door('PUT', 'mail', { messages, ...more });
const search = async (q: string) => {
  const { body } = await get(`messages?q=${encodeURIComponent(q)}`);
  const all = (await a.door('GET', 'mail')).body.messages;
  const ids = (body.messages ?? []).map(({ id }: { id: string }) => id);
  return ids.map((id: string) => all.find((mail: { id: string }) => mail.id === id).body);
};

describe('the mailbox', () => {
  it('holds mails in threads of one subject among the same people', async () => {
    expect((await put()).body).toEqual({ total: 5, threads: 4 });
    const { body } = await get('threads');
    expect(body.threads).toHaveLength(3);
    const thread = await get(`threads/${body.threads[0].id}?format=metadata&metadataHeaders=subject`);
    expect(thread.body.messages.map(({ snippet }: { snippet: string }) => snippet)).toEqual([
      'It&#39;s silent',
      'On it',
    ]);
    expect(thread.body.messages[0].payload.headers).toEqual([
      { name: expect.stringMatching(/^subject$/i), value: 'No music' },
    ]);
  });

  it('grows when told to, and is replaced otherwise', async () => {
    await put();
    expect((await put(MAILS.slice(0, 1), { append: true })).body.total).toBe(6);
    expect((await put(MAILS.slice(0, 1))).body.total).toBe(1);
  });

  it('has no list at all where nothing is', async () => {
    expect((await get('messages')).body).toEqual({ resultSizeEstimate: 0 });
  });

  it('is listed page by page, latest first', async () => {
    await put();
    const first = (await get('messages?maxResults=3')).body;
    expect(first).toMatchObject({ nextPageToken: '3', resultSizeEstimate: 4 });
    const second = (await get(`messages?maxResults=3&pageToken=${first.nextPageToken}`)).body;
    expect([first.messages.length, second.messages.length, second.nextPageToken]).toEqual([3, 1, undefined]);
    expect((await get('messages?pageToken=x')).status).toBe(400);
    expect((await get('messages?maxResults=0')).status).toBe(400);
  });

  it.each<[string, string[]]>([
    ['from:anna@hilton.com', ["It's silent"]],
    ['from:hilton.com', ["It's silent", 'Other people', 'due']],
    ['from:hilton', ["It's silent", 'Other people', 'due']],
    ['to:anna@hilton.com', ['On it', 'due']],
    ['{from:anna@hilton.com to:anna@hilton.com}', ['On it', "It's silent", 'due']],
    ['{from:anna@hilton.com to:anna@hilton.com} newer_than:30d', ['On it', "It's silent"]],
    ['from:(anna@hilton.com OR gm@hilton.com)', ["It's silent", 'Other people']],
    ['subject:music -from:gm@hilton.com', ['On it', "It's silent"]],
    ['subject:(no music) from:anna@hilton.com', ["It's silent"]],
    ['"no music"', ['On it', "It's silent", 'Other people']],
    ['"music no"', []],
    ['silen', []],
    ['after:2026/11/20', []],
    ['after:2026/11/19', ['On it', "It's silent"]],
    ['before:2026/10/01', ['due']],
    ['after:1793246400', ['On it', "It's silent", 'Other people']],
    ['older_than:30d', ['due']],
    ['has:attachment', []],
    ['in:spam', ['x']],
    ['in:anywhere hilton', ['x', 'On it', "It's silent", 'Other people', 'due']],
    ['', ['On it', "It's silent", 'Other people', 'due']],
  ])('is searched by %s', async (q, expected) => {
    await put();
    expect(await search(q)).toEqual(expected);
  });

  it('gives a mail in each format', async () => {
    await put([
      {
        ...MAILS[0],
        html: '<b>It</b>',
        attachments: [{ filename: 'a.pdf', mimeType: 'application/pdf', text: '%PDF-1' }],
      },
    ]);
    const { id } = (await get('messages')).body.messages[0];
    const minimal = (await get(`messages/${id}?format=minimal`)).body;
    expect(minimal).toMatchObject({
      id,
      internalDate: '1795143600000',
      labelIds: ['INBOX'],
      snippet: 'It&#39;s silent',
    });
    expect(minimal).not.toHaveProperty('payload');
    const { payload } = (await get(`messages/${id}`)).body;
    expect(payload.parts[0].parts[0]).toMatchObject({
      partId: '0.0',
      mimeType: 'text/plain',
      body: { data: 'SXQncyBzaWxlbnQ' },
    });
    const { attachmentId } = payload.parts[1].body;
    expect((await get(`messages/${id}/attachments/${attachmentId}`)).body).toEqual({ size: 6, data: 'JVBERi0x' });
    const raw = Buffer.from((await get(`messages/${id}?format=raw`)).body.raw, 'base64url').toString();
    expect(raw).toContain('From: Anna <anna@hilton.com>\r\n');
    expect((await get(`messages/${id}?format=best`)).status).toBe(400);
    expect((await get('messages/none')).status).toBe(404);
    expect((await get('profile')).body).toMatchObject({ emailAddress: MAILBOX, messagesTotal: 1 });
  });

  it('is neither searched nor read in full with the scope for headers', async () => {
    await put();
    const headers = await a.tokenFor({ scope: MAIL_HEADERS, sub: MAILBOX });
    const ask = (path: string) => a.get(`/gmail/v1/users/me/${path}`, headers);
    const { id } = (await ask('threads')).body.threads[0];
    expect(await ask('messages?q=hilton')).toMatchObject({
      status: 403,
      body: { error: { message: "Metadata scope does not support 'q' parameter" } },
    });
    expect((await ask(`threads/${id}`)).status).toBe(403);
    expect((await ask(`threads/${id}?format=metadata`)).status).toBe(200);
  });

  it('has 6,000 units a minute: a thread costs 40', async () => {
    await put();
    const { id } = (await get('threads')).body.threads[0];
    for (let nth = 0; nth < 149; nth += 1) expect((await get(`threads/${id}`)).status).toBe(200);
    expect((await get(`threads/${id}`)).status).toBe(429);
    expect((await get('threads')).status).toBe(200);
    a.time.advance(60_000);
    expect((await get(`threads/${id}`)).status).toBe(200);
  });

  it.each<[string, object]>([
    ['no list', { messages: 'x' }],
    ['no sender', { messages: [{ ...MAILS[0], from: 'Anna' }] }],
    ['no recipient', { messages: [{ ...MAILS[0], to: '' }] }],
    ['no date', { messages: [{ ...MAILS[0], date: 'soon' }] }],
    ['no object', { messages: ['x'] }],
  ])('refuses mail with %s', async (_, body) => {
    expect((await a.door('PUT', 'mail', body)).status).toBe(400);
  });
});
