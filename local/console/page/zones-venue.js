import { el, show } from './dom.js';
import { ago, LOOKS, lasting, sign, timeThere } from './zones-words.js';

/** One venue: each zone with everything that is known of it, and the last that happened. */
export function showVenue({ title, aside, body }, venue) {
  const { id, name, location, chain, timeZone, hours, zones, events } = venue;
  if (title.textContent !== name) title.textContent = name;
  const about = [location, chain && `chain ${chain}`, `open ${hours}`, timeZone, id !== 'none' && `venue ${id}`];
  const words = about.filter(Boolean).join(' · ');
  if (aside.textContent !== words) aside.textContent = words;
  show(
    body,
    el('ul', { class: 'zone-list', 'aria-label': 'Zones' }, ...zones.map((zone) => zoneOf(zone, timeZone))),
    el('h3', {}, 'What happened'),
    events.length > 0
      ? el(
          'ol',
          { class: 'timeline', 'aria-label': 'What happened' },
          ...events.map((event) => eventOf(event, timeZone)),
        )
      : el('p', { class: 'empty' }, 'Nothing in the record yet.'),
  );
}

function zoneOf(zone, timeZone) {
  const { id, name, critical, look, isOld, byHand, status, since, last, expectation, expected } = zone;
  return el(
    'li',
    { class: `zone ${look}` },
    el(
      'p',
      { class: 'zone-head' },
      sign(look, isOld),
      el('strong', { dir: 'auto' }, name),
      critical && el('span', { class: 'badge' }, 'critical'),
      el('span', { class: 'look' }, LOOKS[look].words),
      byHand && el('span', { class: 'badge held' }, `${byHand.state} by hand`),
      el(
        'span',
        { class: 'zone-buttons' },
        byHand
          ? breakButton(id, name, 'mend', 'Mend')
          : el('span', {}, breakButton(id, name, 'offline', 'Offline'), ' ', breakButton(id, name, 'paused', 'Pause')),
      ),
    ),
    el(
      'p',
      {},
      since ? el('span', {}, `${status} since `, timeThere(since, timeZone)) : status,
      last && el('span', { class: 'soft' }, ` · ${last.title}: ${last.reason}`),
    ),
    outageOf(zone, timeZone),
    doubtOf(zone, timeZone),
    el(
      'p',
      { class: 'soft' },
      el('span', { class: expected ? '' : 'not-expected' }, expectation),
      readOf(zone),
      nextOf(zone),
    ),
    zone.unread &&
      el(
        'p',
        { class: 'bad' },
        'cannot be read since ',
        timeThere(zone.unread.since, timeZone),
        `: ${zone.unread.reason}`,
      ),
  );
}

const breakButton = (zone, name, state, words) =>
  el('button', { type: 'button', class: 'quiet', 'aria-label': `${words}: ${name}`, data: { zone, state } }, words);

function outageOf({ outage }, timeZone) {
  if (!outage) return '';
  const { cause, beganAt, countedFrom, confirmedAt } = outage;
  return el(
    'p',
    { class: 'bad' },
    cause === 'silent' ? 'Silent' : 'Out',
    ' since ',
    timeThere(beganAt, timeZone),
    ', sure at ',
    timeThere(confirmedAt, timeZone),
    countedFrom > beganAt && el('span', {}, ', counted from ', timeThere(countedFrom, timeZone)),
    `, lasting ${lasting((Date.now() - beganAt) / 1000)}`,
  );
}

function doubtOf({ doubt }, timeZone) {
  if (!doubt) return '';
  const { to, readings, firstAt } = doubt;
  return el(
    'p',
    { class: 'warn' },
    `perhaps ${to}: ${readings} ${readings === 1 ? 'reading' : 'readings'} since `,
    timeThere(firstAt, timeZone),
  );
}

const readOf = ({ readAt, isOld }) =>
  readAt ? ` · read ${ago(readAt)}${isOld ? ', too old to vouch for it' : ''}` : ' · never read';

function nextOf({ nextLookAt }) {
  if (nextLookAt === undefined) return '';
  const seconds = Math.round((nextLookAt - Date.now()) / 1000);
  return seconds > 0 ? ` · next look in ${lasting(seconds)}` : ' · next look is due';
}

function eventOf({ zone, at, knownAt, title, reason, tone }, timeZone) {
  return el(
    'li',
    { class: tone },
    timeThere(at, timeZone),
    el(
      'p',
      {},
      el('strong', { dir: 'auto' }, zone),
      ` ${title}`,
      el('small', {}, `${reason}${knownAt > at ? `; sure ${lasting((knownAt - at) / 1000)} later` : ''}`),
    ),
  );
}
