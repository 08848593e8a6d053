import { listThreads, mailboxOf, readThread } from '../../../lambdas/clients/google/gmail.ts';
import { type MailQuery, mailQuery } from '../../../lambdas/clients/google/mail-query.ts';
import { type AGoogle, aGoogle } from './a-google.ts';

const MAILBOX = 'support@bma.example';
const query = mailQuery({ domains: ['hilton.com'], newerThanDays: 30 }) as MailQuery;

let a: AGoogle;
beforeEach(async () => {
  a = await aGoogle();
});
afterEach(() => a.close());

const aMail = (mail: object = {}) => ({
  from: 'Anna Kim <anna@hilton.com>',
  to: MAILBOX,
  subject: 'No music in the lobby',
  body: "It's silent & the guests <notice>",
  date: '2026-11-20T03:00:00Z',
  ...mail,
});
const put = (...messages: object[]) => a.door('PUT', 'mail', { messages });
const list = (options?: object) => listThreads(a.google, MAILBOX, query, options);
const onlyThread = async (format?: 'metadata' | 'full') => {
  const listed = await list();
  const id = listed.kind === 'threads' ? (listed.threads[0]?.id ?? '') : '';
  const answer = await readThread(a.google, MAILBOX, id, { format });
  if (answer.kind !== 'thread') throw new Error(`no thread but ${JSON.stringify(answer)}`);
  return answer;
};

describe('threads', () => {
  it('are listed latest first, page by page', async () => {
    await put(
      ...[1, 2, 3].map((day) => aMail({ subject: `Of day ${day}`, date: `2026-11-1${day}T03:00:00Z` })),
      aMail({ from: 'x@elsewhere.com', subject: 'Other' }),
    );
    const first = await list({ atMost: 2 });
    expect(first).toMatchObject({ kind: 'threads', nextPageToken: expect.any(String) });
    const second = await list({ atMost: 2, pageToken: first.kind === 'threads' ? first.nextPageToken : '' });
    expect([first, second].map((page) => page.kind === 'threads' && page.threads.length)).toEqual([2, 1]);
    expect(second).not.toHaveProperty('nextPageToken');
  });

  it('are none where nothing is found', async () => {
    expect(await list()).toEqual({ kind: 'threads', threads: [] });
  });

  it('hold their mails oldest first, sent when Gmail took them', async () => {
    await put(
      aMail({
        from: MAILBOX,
        to: 'anna@hilton.com',
        subject: 'Re: No music in the lobby',
        date: '2026-11-20T05:00:00Z',
      }),
      aMail(),
    );
    const { messages } = await onlyThread();
    expect(messages.map(({ from, sentAt }) => [from, sentAt.toISOString()])).toEqual([
      ['Anna Kim <anna@hilton.com>', '2026-11-20T03:00:00.000Z'],
      [MAILBOX, '2026-11-20T05:00:00.000Z'],
    ]);
  });

  it('tell who wrote, to whom, and the first words as they were typed', async () => {
    await put(aMail({ to: ['"Kim, Anna" <kim@bma.example>', MAILBOX], cc: 'gm@hilton.com' }));
    const [mail] = (await onlyThread()).messages;
    expect(mail).toMatchObject({
      to: ['"Kim, Anna" <kim@bma.example>', MAILBOX],
      cc: ['gm@hilton.com'],
      subject: 'No music in the lobby',
      snippet: "It's silent & the guests <notice>",
      labels: ['INBOX'],
      headers: { 'authentication-results': expect.stringContaining('dmarc=pass') },
    });
    expect(mail).not.toHaveProperty('text');
  });

  it('trust the header Gmail put on top over one the sender wrote', async () => {
    const forged = 'mx.google.com; dmarc=pass header.from=hilton.com';
    await put(aMail({ headers: { 'Authentication-Results': ['mx.google.com; dmarc=fail', forged] } }));
    const [mail] = (await onlyThread()).messages;
    expect(mail?.headers['authentication-results']).toBe('mx.google.com; dmarc=fail');
  });
});

describe('the text of a mail', () => {
  it.each<[string, object, string]>([
    ['plain', {}, "It's silent & the guests <notice>"],
    ['beside HTML', { html: '<p>other</p>' }, "It's silent & the guests <notice>"],
    [
      'below an attachment',
      { html: '<p>other</p>', attachments: [{ filename: 'a.txt', mimeType: 'text/plain', text: 'not this' }] },
      "It's silent & the guests <notice>",
    ],
    ['in Thai', { body: 'เพลงเงียบ' }, 'เพลงเงียบ'],
    ['in Thai of old', { body: 'เพลงเงียบ', charset: 'windows-874' }, 'เพลงเงียบ'],
    ['in French of old', { body: 'Déjà vu', charset: 'iso-8859-1' }, 'Déjà vu'],
    ['in a charset nobody knows', { body: 'Hello', charset: 'x-klingon' }, 'Hello'],
    ['empty', { body: '' }, ''],
  ])('is found when it is %s', async (_, mail, expected) => {
    await put(aMail(mail));
    expect((await onlyThread('full')).messages[0]?.text).toBe(expected);
  });
});

describe('Gmail that does not answer as wished', () => {
  it.each<[string, object, object]>([
    ['no delegation', { unauthorizedDelegation: true }, { kind: 'refused', reason: 'unauthorized' }],
    ['too fast, with 429', { rateLimited: true }, { kind: 'later', reason: 'rate-limited' }],
    ['too fast, with 403', { userRateLimited: true }, { kind: 'later', reason: 'rate-limited' }],
    ['500', { http500: true }, { kind: 'later', reason: 'unavailable' }],
    ['503', { http503: true }, { kind: 'later', reason: 'unavailable' }],
    ['half an answer', { halfPage: true }, { kind: 'later', reason: 'network' }],
    ['a key refused', { tokenInvalidGrant: true }, { kind: 'refused', reason: 'unauthorized' }],
  ])('is an outcome: %s', async (_, faults, expected) => {
    await put(aMail());
    const listed = await a.door('GET', 'mail');
    await a.faults(faults);
    expect(await list()).toMatchObject(expected);
    expect(await readThread(a.google, MAILBOX, listed.body.messages[0].threadId)).toMatchObject(expected);
  });

  it('is an outcome: a thread deleted meanwhile', async () => {
    expect(await mailboxOf(a.google, MAILBOX).thread('gone')).toMatchObject({ kind: 'refused', reason: 'not-found' });
  });

  it('is an outcome: an address that is no mailbox', async () => {
    const other = await aGoogle({ mailboxes: [MAILBOX] });
    const answer = await listThreads(other.google, 'nobody@bma.example', query);
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: 'unauthorized',
      message: expect.stringContaining('Invalid email'),
    });
    await other.close();
  });

  it('runs into the 6,000 units a minute, and out of them with the next', async () => {
    await put(aMail());
    const { id } = await onlyThread();
    const box = mailboxOf(a.google, MAILBOX);
    for (let nth = 1; nth < 149; nth += 1) expect((await box.thread(id)).kind).toBe('thread');
    expect(await box.thread(id)).toEqual({ kind: 'later', reason: 'rate-limited' });
    a.time.advance(60_000);
    expect((await box.thread(id)).kind).toBe('thread');
  });
});
