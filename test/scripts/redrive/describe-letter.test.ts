import { pseudonym } from '../../../lambdas/runtime/fingerprint.ts';
import type { QueueName } from '../../../scripts/outputs.ts';
import { describeLetter } from '../../../scripts/redrive/describe-letter.ts';
import { linesOf } from '../../../scripts/redrive/look.ts';

const phone = '66812345678';
const contact = { channel: 'whatsapp', userId: phone };
const chat = `whatsapp chat ${pseudonym('salt', phone)}`;
const inbox = (fragment: object) => ({
  v: 1,
  contact,
  phone,
  profileName: 'Khun Malee',
  fragment: {
    eventId: `wamid.${phone}`,
    sentAt: '2026-01-02T03:04:05.000Z',
    receivedAt: '2026-01-02T03:04:06.000Z',
    text: 'the lobby of Hilton is silent',
    kind: 'text',
    ...fragment,
  },
});

const cases: [QueueName, object, string][] = [
  ['Inbox', inbox({}), `a text from ${chat}`],
  ['Inbox', inbox({ kind: 'tap', tapId: 'yes' }), `a tap from ${chat}`],
  ['Inbox', inbox({ kind: 'other', otherType: 'sticker' }), `a message of type sticker from ${chat}`],
  ['Inbox', inbox({ kind: 'other', otherType: `call ${phone}` }), `a message from ${chat}`],
  ['Turns', { v: 1, contact, version: 7 }, `an answer due in ${chat} since version 7`],
  ['Outbox', { v: 1, contact }, `answers to send in ${chat}`],
  [
    'Statuses',
    {
      v: 1,
      statuses: ['sent', 'sent', 'failed'].map((status) => ({ messageId: 'x', status, at: '2026-01-02T03:04:05Z' })),
    },
    'delivery statuses: 2 sent, 1 failed',
  ],
  [
    'PollsOne',
    { kind: 'pages', leg: 'p3', round: 7, range: { after: null, until: null } },
    'a look at leg p3 in round 7',
  ],
  ['PollsOne', { kind: 'accounts', leg: 'a1', round: 7, accountIds: ['Hilton'] }, 'a look at 1 account in round 7'],
  ['PollsTwo', { kind: 'recheck', accountIds: ['Hilton', 'Malee'], looks: 1 }, 'a further look at 2 accounts'],
  [
    'PollsTwo',
    { kind: 'survey', begunAt: 7, after: null, ranges: [], seen: 0 },
    'a part of the survey of all accounts',
  ],
  ['PollsTwo', { kind: 'probe' }, 'a measurement of what asking costs'],
  ['PollsTwo', { kind: 'guess' }, 'not readable as what belongs in this queue (16 bytes)'],
  ['Turns', { v: 2, phone }, 'not readable as what belongs in this queue (29 bytes)'],
];

describe('a dead letter in words', () => {
  it.each(cases)('%s %j', (queue, content, words) => {
    const described = describeLetter(queue, JSON.stringify(content), 'salt');
    expect(described).toBe(words);
    for (const secret of [phone, 'Malee', 'Hilton', 'wamid']) expect(described).not.toContain(secret);
  });

  it('is no matter for a crash when it is not JSON', () =>
    expect(describeLetter('Inbox', `{"text": "${phone}`, 'salt')).toMatch(/^not readable/));
});

it('lists age, receives and how many are behind', () => {
  const letter = { id: '1', handle: '', body: JSON.stringify({ v: 1, contact }), receives: 50, group: 'g' };
  const sentAt = new Date('2026-01-02T00:00:00Z');
  const pair = { name: 'Outbox', queueUrl: '', deadLettersUrl: '' } as const;
  const now = new Date('2026-01-04T01:00:00Z');
  expect(linesOf(pair, { waiting: 3, letters: [{ ...letter, sentAt }] }, 'salt', now)).toEqual([
    'Outbox: 3',
    '  Age      Received   What it is',
    `  2 days         50   answers to send in ${chat}`,
    '  … and about 2 more, behind these or being looked at by somebody else',
  ]);
});
