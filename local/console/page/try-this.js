import { el } from './dom.js';

const EXAMPLES = [
  { text: 'Hi, no music in the lobby' },
  { text: 'Hilton' },
  { text: "it's Hilton Bangkok, I'm Anna the duty manager, lobby music stopped" },
  { text: 'สวัสดีค่ะ เพลงที่ล็อบบี้ไม่ดังค่ะ โรงแรม Hilton Bangkok', lang: 'th' },
  { text: 'start over' },
];

/** Messages worth trying; a click sends one from the phone in use. */
export function createExamples(list, send) {
  list.append(
    ...EXAMPLES.map(({ text, lang }) =>
      el('li', {}, el('button', { type: 'button', lang, title: `Send: ${text}`, onclick: () => send(text) }, text)),
    ),
  );
}
