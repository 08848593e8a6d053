import { type Cell, SUBSCRIPTION_STATUSES } from '../sheet.ts';
import { foldWords, isFilled, isFormulaError, oneLine, saysNothing } from './clean-text.ts';
import { isMonthName } from './month-names.ts';
import { type Reading, unreadable } from './reading.ts';

type Status = (typeof SUBSCRIPTION_STATUSES)[number];

// "Inactive" and "closed for renovation" are left out: they do not say what became of the subscription.
const WORDS: Record<Status, string[]> = {
  active: ['live', 'subscribed', 'in use', 'running', 'current', 'ใช้งาน', 'ใช้งานอยู่', 'เปิดใช้งาน', 'กำลังใช้งาน', 'ปกติ'],
  cancelled: ['canceled', 'cancel', 'cancellation', 'terminated', 'churned', 'ยกเลิก', 'ยกเลิกแล้ว', 'ยกเลิกสัญญา'],
  expired: ['lapsed', 'contract expired', 'subscription expired', 'หมดอายุ', 'หมดอายุแล้ว', 'หมดสัญญา'],
  paused: [
    'pause',
    'suspended',
    'on hold',
    'hold',
    'frozen',
    'on pause',
    'ระงับ',
    'ระงับชั่วคราว',
    'พักการใช้งาน',
    'หยุดชั่วคราว',
  ],
  trial: [
    'free trial',
    'on trial',
    'trialing',
    'trialling',
    'trial period',
    'demo',
    'pilot',
    'ทดลอง',
    'ทดลองใช้',
    'ทดลองใช้งาน',
  ],
  unknown: ['not known', 'ไม่ทราบ'],
};
const BY_WORDS = new Map(
  SUBSCRIPTION_STATUSES.flatMap((status) => [status, ...WORDS[status]].map((words) => [foldWords(words), status])),
);
const MOST_WORDS = 3;
const BESIDE_A_DATE =
  /^(?:since|as|of|on|in|from|until|till|to|by|at|end|the|ตั้งแต่|เมื่อ|ถึง|จนถึง|\d{1,4}(?:st|nd|rd|th)?)$/u;

/** What became of the subscription; a date may follow ("cancelled 2024"). Blank is unknown. */
export function readStatus(cell: Cell | undefined): Reading<Status> {
  if (!isFilled(cell)) return { value: 'unknown' };
  if (isFormulaError(cell)) return unreadable('cell-error', cell, 'is an error of the sheet; put the status back');
  const text = typeof cell === 'string' ? oneLine(cell) : '';
  if (saysNothing(text)) return { value: 'unknown' };
  const status = statusIn(foldWords(text).split(' '));
  if (status !== undefined) return { value: status };
  return unreadable('unknown-status', cell, `is not a status; write one of ${SUBSCRIPTION_STATUSES.join(', ')}`);
}

function statusIn(words: string[]): Status | undefined {
  for (let length = Math.min(MOST_WORDS, words.length); length > 0; length--) {
    const status = BY_WORDS.get(words.slice(0, length).join(' '));
    if (status === undefined) continue;
    const rest = words.slice(length).filter((word) => word !== 'subscription');
    return rest.every((word) => BESIDE_A_DATE.test(word) || isMonthName(word)) ? status : undefined;
  }
  return undefined;
}
