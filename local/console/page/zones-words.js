import { el } from './dom.js';

/** How each look is called, and the sign that goes with its colour. Worst first. */
export const LOOKS = {
  outage: { words: 'Outage', sign: '!', means: 'without music while it should play' },
  silent: { words: 'Silent', sign: 'Ⅱ', means: 'connected and paused while it should play' },
  suspected: { words: 'Suspected', sign: '?', means: 'not sure yet, looked at again soon' },
  unknown: { words: 'Unknown', sign: '…', means: 'never read; striped: the last reading is old' },
  up: { words: 'Up', sign: '', means: 'answers as it should' },
  resting: {
    words: 'Resting',
    sign: '–',
    means: 'not expected: closed, never seen up, dormant, no player, no subscription',
  },
};

export const looks = Object.keys(LOOKS);

/** A small sign with the colour of a look. */
export const sign = (look, isOld = false) =>
  el('span', { class: `tile ${look}${isOld ? ' old' : ''}`, 'aria-hidden': 'true' }, LOOKS[look].sign);

const pad = (number) => String(number).padStart(2, '0');

/** 75 → "1 min 15 s". */
export function lasting(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const hours = Math.floor(whole / 3_600);
  if (hours < 48) return `${hours} h ${pad(Math.floor((whole % 3_600) / 60))} min`;
  return `${Math.floor(hours / 24)} days`;
}

export const ago = (instant) => `${lasting((Date.now() - instant) / 1000)} ago`;

function parts(instant, timeZone) {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, timeZone };
  const isToday = Date.now() - instant < 20 * 3_600_000;
  return new Date(instant).toLocaleString('en-GB', { ...options, ...(!isToday && { day: 'numeric', month: 'short' }) });
}

export const exact = (instant) => parts(instant);

/** By the clock of the venue, and by UTC. */
export function timeThere(instant, timeZone) {
  const there = parts(instant, timeZone);
  const utc = parts(instant, 'UTC');
  return el(
    'time',
    { dateTime: new Date(instant).toISOString() },
    there,
    there === utc ? ' UTC' : el('small', {}, ` (${utc} UTC)`),
  );
}

/** "2 outage, 3 up". */
export const countsInWords = (counts) =>
  looks
    .filter((look) => counts[look])
    .map((look) => `${counts[look]} ${LOOKS[look].words.toLowerCase()}`)
    .join(', ');
