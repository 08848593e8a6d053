import type { Refusal } from '../../../lambdas/runtime/rate-limit/rate-limiter.ts';
import { refusalInWords } from '../../../lambdas/runtime/rate-limit/refusal-in-words.ts';

const refusal = (retryAfterSeconds: number, because: Refusal['because'] = 'used-up'): Refusal => ({
  kind: 'refused',
  retryAfterSeconds,
  because,
});

describe('a refusal in words', () => {
  it.each<[Refusal, 'en' | 'th', string]>([
    [refusal(1), 'en', 'That was too many requests in a short time. Please try again in 1 second.'],
    [refusal(59), 'en', 'That was too many requests in a short time. Please try again in 59 seconds.'],
    [refusal(60), 'en', 'That was too many requests in a short time. Please try again in 1 minute.'],
    [refusal(61), 'en', 'That was too many requests in a short time. Please try again in 2 minutes.'],
    [refusal(60, 'unknown'), 'en', 'We cannot do that right now. Please try again in 1 minute.'],
    [refusal(6), 'th', 'ขออภัยค่ะ ส่งคำขอถี่เกินไป กรุณาลองใหม่ในอีก 6 วินาทีนะคะ'],
    [refusal(72), 'th', 'ขออภัยค่ะ ส่งคำขอถี่เกินไป กรุณาลองใหม่ในอีก 2 นาทีนะคะ'],
    [refusal(60, 'unknown'), 'th', 'ขออภัยค่ะ ขณะนี้ยังทำรายการนี้ไม่ได้ กรุณาลองใหม่ในอีก 1 นาทีนะคะ'],
  ])('%j in %s', (given, language, words) => expect(refusalInWords(given, language)).toBe(words));
});
