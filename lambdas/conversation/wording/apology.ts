import type { Bubble, Language } from '../chat.ts';

const texts: Record<Language, string> = {
  en: 'Sorry, something went wrong on our side and your last message could not be handled. It is kept for our team. Please send it once more, in other words if you can.',
  th: 'ขออภัยค่ะ ระบบขัดข้อง จึงยังจัดการข้อความล่าสุดไม่ได้ ข้อความถูกเก็บไว้ให้ทีมงานแล้ว รบกวนส่งใหม่อีกครั้งนะคะ',
};

/** What a person is told whose message kept failing: that it failed, where it is, and what to do. */
export const apology = (language: Language): Bubble[] => [{ kind: 'text', text: texts[language] }];
