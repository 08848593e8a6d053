import type { MailMessage } from '../../clients/google/mail-message.ts';
import { addressOf } from './people.ts';

export type AutomaticMail = 'auto-reply' | 'bounce' | 'newsletter' | 'calendar';

const BOUNCE_SENDER = /^(mailer-daemon|postmaster|bounces?)([+-][^@]*)?@/;
const BOUNCE_SUBJECT =
  /^(undeliver(ed|able)|delivery (status notification|has failed|failure)|mail delivery (failed|failure|subsystem)|returned mail|failure notice|ไม่สามารถส่ง(อีเมล|ข้อความ))/i;
const CALENDAR_SUBJECT =
  /^((updated |cancell?ed )?(invitation|event)( with note)?|accepted|declined|tentatively accepted|cancell?ed event|คำเชิญ(ที่อัปเดต)?|ตอบรับแล้ว|ปฏิเสธแล้ว|ยกเลิกกิจกรรม)\s*: /i;
const AUTO_REPLY_SUBJECT =
  /^((re|ตอบกลับ)\s*:\s*)?(auto(matic|mated)?[ -]?(reply|response|respon[ds]er)|out[ -]of[ -](the[ -])?office|away from (the )?office|on (annual )?leave|ตอบกลับอัตโนมัติ|ไม่อยู่(ที่|ใน)?(สำนักงาน|ออฟฟิศ)|ลาพักร้อน)/i;

/** What a machine sent rather than a person; undefined for a person's mail. */
export function automaticMail({ from, headers, mimeType, subject }: MailMessage): AutomaticMail | undefined {
  const sender = addressOf(from);
  const autoSubmitted = headers['auto-submitted']?.toLowerCase() ?? 'no';
  const precedence = headers.precedence?.toLowerCase() ?? '';
  const title = subject.trim();
  if (BOUNCE_SENDER.test(sender) || BOUNCE_SUBJECT.test(title) || mimeType === 'multipart/report') return 'bounce';
  // Bounces have an empty return path, but so have some auto-replies.
  if (mimeType === 'text/calendar' || /^calendar-notification@/.test(sender) || CALENDAR_SUBJECT.test(title)) {
    return 'calendar';
  }
  if (!autoSubmitted.startsWith('no') || headers['x-autoreply'] !== undefined || /auto_?reply/.test(precedence)) {
    return 'auto-reply';
  }
  if (AUTO_REPLY_SUBJECT.test(title) || headers['return-path']?.trim() === '<>') return 'auto-reply';
  const isToMany = headers['list-unsubscribe'] !== undefined || /bulk|list|junk/.test(precedence);
  return isToMany ? 'newsletter' : undefined;
}
