import { el, show } from './dom.js';
import { exact, lasting } from './zones-words.js';

const STATE = {
  offline: 'offline',
  paused: 'paused',
  unpaired: 'unpaired',
  'subscription-expired': 'lapsed',
  'not-reporting': 'not reporting',
  playing: 'playing',
  removed: 'removed',
};
const STEP = {
  suspected: ['suspected', 'warn'],
  outage: ['outage confirmed', 'bad'],
  status: ['noticed, no outage', 'plain'],
  dismissed: ['suspicion dismissed', 'plain'],
  recovered: ['recovered', 'good'],
};

/** What was broken by hand, newest first: broken → suspected → confirmed → mended → recovered. */
export function showFound(list, found, state) {
  const rows = found.map((one) => {
    const isFound = one.steps.some(({ step }) => step === 'outage');
    const steps = [
      { words: 'broken', tone: 'hand', at: one.brokenAt },
      ...one.steps
        // A status that is bad while music is expected is told as the outage it is.
        .filter(({ step }) => !(step === 'status' && isFound))
        .map((step) => ({ ...step, words: STEP[step.step][0], tone: STEP[step.step][1] })),
      ...(one.mendedAt === null ? [] : [{ words: 'mended', tone: 'hand', at: one.mendedAt }]),
    ].sort((a, b) => a.at - b.at);
    return el(
      'li',
      {},
      el(
        'p',
        { class: 'what' },
        el('strong', { dir: 'auto' }, nameOf(one, state)),
        el('span', { class: 'badge held' }, STATE[one.state] ?? one.state),
      ),
      el('ol', { class: 'steps' }, ...steps.map((step) => stepOf(step, one.looked))),
    );
  });
  show(
    list,
    ...(rows.length > 0
      ? rows
      : [el('li', { class: 'empty' }, 'Nothing was broken by hand. Press a tile and take one of its zones offline.')]),
  );
}

function nameOf({ zones, venues }, state) {
  const name = (id) => state.venues.get(id)?.name ?? (id === null ? 'no venue' : `venue ${id}`);
  const count = zones.length === 1 ? 'A zone' : `${zones.length} zones`;
  return venues.length === 1 ? `${count} of ${name(venues[0])}` : `${count} of ${venues.length} venues`;
}

function stepOf({ words, tone, at, zones, firstSeconds, lastSeconds }, looked) {
  const late =
    firstSeconds === undefined
      ? ''
      : `+${lasting(firstSeconds)}${lastSeconds > firstSeconds ? ` to +${lasting(lastSeconds)}` : ''}`;
  return el(
    'li',
    { class: tone },
    el('span', {}, words, zones !== undefined && looked > 1 && ` ${zones} of ${looked}`),
    el('time', { dateTime: new Date(at).toISOString() }, exact(at)),
    late && el('strong', {}, late),
  );
}
