const NAMES = [
  ['jan', 'january', 'มค', 'มกราคม', 'มกรา'],
  ['feb', 'february', 'febuary', 'กพ', 'กุมภาพันธ์', 'กุมภา'],
  ['mar', 'march', 'มีค', 'มีนาคม', 'มีนา'],
  ['apr', 'april', 'เมย', 'เมษายน', 'เมษา'],
  ['may', 'พค', 'พฤษภาคม', 'พฤษภา'],
  ['jun', 'june', 'มิย', 'มิถุนายน', 'มิถุนา'],
  ['jul', 'july', 'กค', 'กรกฎาคม', 'กรกฎา'],
  ['aug', 'august', 'สค', 'สิงหาคม', 'สิงหา'],
  ['sep', 'sept', 'september', 'กย', 'กันยายน', 'กันยา'],
  ['oct', 'october', 'ตค', 'ตุลาคม', 'ตุลา'],
  ['nov', 'november', 'พย', 'พฤศจิกายน', 'พฤศจิกา'],
  ['dec', 'december', 'ธค', 'ธันวาคม', 'ธันวา'],
];
const MONTHS = new Map(NAMES.flatMap((names, at) => names.map((name) => [name, at + 1])));

/** The month (1–12) of an English or Thai name, in full or short, dots or not. */
export const monthOf = (name: string): number | undefined => MONTHS.get(name.toLowerCase().replace(/[.\s]/gu, ''));

export const isMonthName = (name: string): boolean => monthOf(name) !== undefined;
export const isThai = (name: string): boolean => /\p{Script=Thai}/u.test(name);
