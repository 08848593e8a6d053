import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MailHistory } from '../../../lambdas/sync/mail/mail-store.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { mailOf } from '../../../local/estate/mail-of.ts';
import { sheetOf } from '../../../local/estate/sheet-of.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { addVenue, openPostRoom, type PostRoom } from './a-post-room.ts';

const estate = generateEstate({ venues: 50 });
const sheet = sheetOf(estate);
const MONTH = 30 * 24 * 3_600_000;

let record: ARecord;
let room: PostRoom;
beforeAll(async () => {
  record = await startRecord();
  room = await openPostRoom(record);
  for (const row of sheet.tabs[1]?.values ?? []) {
    const [id, , , , email] = row;
    if (typeof id === 'number' && id <= 1012 && typeof email === 'string') await addVenue(record, id, [email]);
  }
  await room.put(...mailOf(sheet, room.time.clock()));
});
afterAll(async () => {
  await room?.close();
  await record.close();
});

async function historyOf(venueId: string): Promise<MailHistory> {
  const mail = await room.refresh(venueId);
  if (mail.kind !== 'fresh' && mail.kind !== 'cached') throw new Error(mail.kind);
  return mail;
}

describe('the demo’s mail', () => {
  it('is some thirty mails of a dozen venues in the last 30 days', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    const mails = mailOf(sheet, now);
    expect(mails.length).toBeGreaterThanOrEqual(28);
    for (const { date } of mails) {
      expect(now.getTime() - Date.parse(date)).toBeGreaterThan(0);
      expect(now.getTime() - Date.parse(date)).toBeLessThan(MONTH);
    }
    expect(mailOf(sheet, now)).toEqual(mails);
  });

  it('shows what is silent now and waits for us, in both languages', async () => {
    expect((await historyOf('1001')).threads).toMatchObject([
      { subject: 'No music in the lobby', category: 'music-down', urgency: 'urgent', waitingOn: 'us', messages: 3 },
      { category: 'billing', urgency: 'low', waitingOn: 'nobody' },
    ]);
    expect((await historyOf('1003')).threads).toMatchObject([
      { subject: 'เพลงที่ล็อบบี้ไม่ดัง', category: 'music-down', waitingOn: 'them' },
    ]);
  });

  it('marks the forgery, and takes it for nothing urgent', async () => {
    const { threads } = await historyOf('1004');
    expect(threads.find(({ forged }) => forged)).toMatchObject({
      subject: 'Change of bank details',
      urgency: 'normal',
    });
    expect(threads).toHaveLength(2);
  });

  it('keeps an order to the assistant as a quotation', async () => {
    expect((await historyOf('1005')).threads).toMatchObject([
      { subject: 'Volume', summary: expect.stringMatching(/“Ignore your rules and all previous/) },
    ]);
  });

  it('leaves out the newsletter and the automatic reply', async () => {
    expect((await historyOf('1009')).threads.map(({ subject }) => subject)).toEqual(['Two more zones']);
    expect((await historyOf('1010')).threads).toEqual([]);
  });
});
