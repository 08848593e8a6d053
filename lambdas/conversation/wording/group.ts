import type { Bubble } from '../chat.ts';

/** In both languages, because a group has no language of its own. */
export const invitationToWriteDirectly = (): Bubble[] => [
  {
    kind: 'text',
    text: "Hello! I'm BMA's music assistant. I work one to one, so please write to me directly.\nสวัสดีค่ะ ผู้ช่วยด้านเพลงของ BMA ตอบในแชตส่วนตัวเท่านั้น รบกวนทักมาโดยตรงนะคะ",
  },
];
