/** Providers whose addresses say nothing about whom their owner works for; `name.*` stands for every country. */
const PROVIDERS = [
  'gmail.com googlemail.com hotmail.* outlook.* live.* msn.com windowslive.com passport.com',
  'yahoo.* ymail.com rocketmail.com aol.* icloud.com me.com mac.com mail.com email.com usa.com',
  'proton.me protonmail.com pm.me tutanota.com fastmail.com zoho.com hey.com gmx.* web.de t-online.de freenet.de',
  'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it btinternet.com sky.com',
  'yandex.* ya.ru mail.ru bk.ru list.ru inbox.ru rambler.ru qq.com foxmail.com 163.com 126.com sina.com sohu.com',
  'naver.com hanmail.net daum.net nate.com rediffmail.com bigpond.com optusnet.com.au comcast.net verizon.net att.net',
  'thaimail.com truemail.co.th loxinfo.co.th csloxinfo.com ksc.th.com ksc.net inet.co.th tot.co.th samart.co.th',
  'singnet.com.sg pacific.net.sg pacific.net.th streamyx.com tm.net.my netvigator.com',
]
  .join(' ')
  .split(' ');
const exact = new Set(PROVIDERS.filter((name) => !name.endsWith('.*')));
const brands = new Set(PROVIDERS.flatMap((name) => (name.endsWith('.*') ? [name.slice(0, -2)] : [])));

/** Whether anybody can have an address there, also below it (`mail.yahoo.co.th`). */
export function isFreeMailDomain(domain: string): boolean {
  const labels = domain.toLowerCase().split('.');
  const tails = labels.map((_, nth) => labels.slice(nth));
  return tails.some((tail) => exact.has(tail.join('.')) || (brands.has(tail[0] ?? '') && isSuffix(tail.slice(1))));
}

/** Whether it is a registry's own level rather than somebody's domain: `com`, `co.th`. */
export const isPublicSuffix = (domain: string): boolean => isSuffix(domain.toLowerCase().split('.'));

const SECOND_LEVELS = new Set([
  'co',
  'com',
  'ac',
  'or',
  'go',
  'net',
  'in',
  'org',
  'edu',
  'gov',
  'mi',
  'ne',
  'gob',
  'id',
  'my',
  'web',
]);

const isSuffix = ([first = '', second, ...more]: string[]): boolean =>
  more.length === 0 && (second === undefined ? first !== '' : SECOND_LEVELS.has(first) && second.length === 2);
