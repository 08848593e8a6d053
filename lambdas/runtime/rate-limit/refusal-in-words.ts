import type { Refusal } from './rate-limiter.ts';

/** What a person is told who did something too often, or at a moment when nobody can count. */
export function refusalInWords({ retryAfterSeconds, because }: Refusal, language: 'en' | 'th'): string {
  const time = duration(retryAfterSeconds, language);
  const sentences = {
    en: {
      'used-up': `That was too many requests in a short time. Please try again in ${time}.`,
      unknown: `We cannot do that right now. Please try again in ${time}.`,
    },
    th: {
      'used-up': `ขออภัยค่ะ ส่งคำขอถี่เกินไป กรุณาลองใหม่ในอีก ${time}นะคะ`,
      unknown: `ขออภัยค่ะ ขณะนี้ยังทำรายการนี้ไม่ได้ กรุณาลองใหม่ในอีก ${time}นะคะ`,
    },
  };
  return sentences[language][because];
}

/** Whole minutes from a minute on, rounded up: too early would be refused again. */
function duration(seconds: number, language: 'en' | 'th'): string {
  const [count, en, th] = seconds < 60 ? [seconds, 'second', 'วินาที'] : [Math.ceil(seconds / 60), 'minute', 'นาที'];
  return language === 'th' ? `${count} ${th}` : `${count} ${en}${count === 1 ? '' : 's'}`;
}
