import type { Parcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { newRow } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { outboxLines } from '../../../local/console/outbox-view.ts';
import { phoneView } from '../../../local/console/phone-view.ts';
import type { Entry } from '../../../local/simulators/journal.ts';

const at = '2026-11-21T10:00:00.000Z';
const contact = { channel: 'line', userId: 'Unok' } as const;

describe('the outbox in words', () => {
  const cases: [Parcel, RegExp][] = [
    [{ state: 'queued', attempts: 0 }, /^$/],
    [
      { state: 'queued', attempts: 2, refused: { failure: 'unavailable', code: '503' } },
      /could not be reached \(503\), tried again by itself/,
    ],
    [{ state: 'claimed', attempts: 1, since: at }, /being sent/],
    [{ state: 'uncertain', attempts: 1, since: at }, /may have arrived/],
    [
      { state: 'held', attempts: 1, reason: 'window-closed', since: at, invited: true },
      /24-hour window closed, invited by template/,
    ],
    [{ state: 'held', attempts: 1, reason: 'quota', since: at }, /month's messages are used up/],
    [{ state: 'failed', attempts: 1, failure: 'recipient', code: '131026', at }, /cannot be reached \(131026\)/],
    [{ state: 'failed', attempts: 9, failure: 'superseded', code: 'superseded', at }, /a later answer took its place/],
    [{ state: 'accepted', attempts: 2, at, presumed: true }, /taken to have arrived/],
    [{ state: 'read', attempts: 1, at, providerId: 'wamid.1' }, /^$/],
  ];
  it.each(cases)('explains %o', (parcel, why) => {
    const text = { type: 'text' as const, text: 'สวัสดี' };
    const row = { ...newRow({ contact, seq: 7, payloads: { channel: 'line', each: [[text]] } }, new Date(at)) };
    const [line] = outboxLines([{ ...row, parcels: [parcel] }]);
    expect(line).toMatchObject({ row: 7, text: 'สวัสดี', state: parcel.state });
    expect(line?.why).toMatch(why);
  });
});

const entry = (direction: 'in' | 'out', type: string, body: object, more: Partial<Entry> = {}): Entry => ({
  id: `${direction} ${type}`,
  at,
  direction,
  chat: 'Unok',
  to: '',
  from: '',
  type,
  text: '',
  body,
  status: 'sent',
  ...more,
});

describe('a phone', () => {
  it('offers the buttons and the list of a WhatsApp message', () => {
    const button = { type: 'reply', reply: { id: 'yes', title: 'Yes' } };
    const rows = [{ id: 'pick:1', title: 'Hilton', description: 'Pattaya' }];
    const buttons = { interactive: { type: 'button', action: { buttons: [button] } } };
    const list = { interactive: { type: 'list', action: { button: 'Choose', sections: [{ rows }] } } };
    const shown = phoneView('whatsapp', [entry('out', 'interactive', buttons), entry('out', 'interactive', list)], []);
    expect(shown[0]).toMatchObject({ kind: 'text', choicesAs: 'buttons', choices: [{ id: 'yes', title: 'Yes' }] });
    expect(shown[1]).toMatchObject({ choicesAs: 'list', open: 'Choose', choices: rows });
  });

  it('shows the words of a LINE quick reply where the vendor only sends its data', () => {
    const action = { type: 'postback', label: 'ใช่', data: 'venue:yes:1001', displayText: 'ใช่ค่ะ' };
    const question = entry('out', 'text', { quickReply: { items: [{ type: 'action', action }] } }, { via: 'reply' });
    const tap = entry('in', 'postback', {}, { text: 'venue:yes:1001' });
    const [asked, tapped] = phoneView('line', [question, tap], []);
    expect(asked).toMatchObject({ choicesAs: 'quick-replies', choices: [{ id: 'venue:yes:1001', title: 'ใช่' }] });
    expect(tapped).toMatchObject({ kind: 'tap', text: 'ใช่ค่ะ' });
  });

  it.each([
    ['whatsapp', 'out', 'accepted', 'waiting'],
    ['whatsapp', 'out', 'read', 'read'],
    ['whatsapp', 'out', 'failed', 'failed'],
    ['line', 'out', 'delivered', 'delivered'],
    ['line', 'out', 'not-delivered', 'failed'],
    ['line', 'in', 'sent', 'sent'],
  ] as const)('on %s marks a message that went %s with %s as %s', (channel, direction, status, mark) => {
    expect(phoneView(channel, [entry(direction, 'text', {}, { status })], [])[0]?.status).toBe(mark);
  });

  it('names the kind of what is neither text nor picture', () => {
    const shown = phoneView('line', [entry('in', 'location', {}), entry('in', 'sticker', {})], []);
    expect(shown.map(({ kind, text }) => [kind, text])).toEqual([
      ['other', '(location)'],
      ['sticker', '(sticker)'],
    ]);
  });
});
