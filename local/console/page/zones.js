import { el, show } from './dom.js';
import { createLive } from './live.js';
import { createBreaking } from './zones-break.js';
import { createApiFaults } from './zones-faults.js';
import { showFound } from './zones-found.js';
import { createMap } from './zones-map.js';
import { createPanel } from './zones-panel.js';
import { createShards } from './zones-shards.js';
import { createSummary } from './zones-summary.js';

const byId = (id) => document.getElementById(id);
const state = { venues: new Map(), tiles: new Map(), summary: undefined };

const panel = createPanel(byId, state, {
  onChosen(id) {
    map.choose(id);
    breaking.choose(id);
  },
  onZones: (venue) => breaking.know(venue),
});
const map = createMap(byId, state, { onOpen: (id) => panel.open(id) });
const breaking = createBreaking(byId, state);
const summary = createSummary(byId('summary'), { onFilter: (look) => map.filter(look) });
const showFaults = createApiFaults(byId);
const showShards = createShards(byId('shards'));

const clockWords = (instant) =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false });

function showBanner({ kind, since, legs, reasons, shards }) {
  const banner = byId('banner');
  banner.hidden = kind === 'fine';
  banner.className = `banner ${kind}`;
  if (kind === 'fine') return;
  const which = `${legs.unread} of ${legs.all} legs`;
  const more = reasons.length > 0 ? ` ${which} unread, shard ${shards.join(' and ')}: ${reasons.join(', ')}.` : '';
  const words =
    kind === 'degraded'
      ? `Monitoring degraded since ${clockWords(since)}: Soundtrack cannot be read. What you see is the last known.${more}`
      : `Soundtrack has not answered since ${clockWords(since)} (${which}, shard ${shards.join(' and ')}: ${reasons.join(', ')}). What you see of them is the last known.`;
  if (banner.textContent !== words) banner.textContent = words;
}

function showWatching(kind, words) {
  const pill = byId('watching');
  if (pill.textContent !== words) pill.textContent = words;
  pill.className = `pill ${kind}`;
}

const PILLS = { fine: 'good', 'not-answering': 'warn', degraded: 'bad' };
const IN_WORDS = { fine: 'Watching', 'not-answering': 'Partly blind, watching', degraded: 'Degraded, last known of' };

const handlers = {
  venues({ venues }) {
    state.venues = new Map(venues.map((venue) => [venue.id, venue]));
    map.arrange();
    panel.refresh();
  },
  tiles({ tiles }) {
    for (const tile of tiles) state.tiles.set(tile.id, tile);
    map.update(tiles);
    panel.refresh(tiles);
  },
  summary(news) {
    state.summary = news;
    summary.show(news);
    showBanner(news.monitoring);
    const { kind } = news.monitoring;
    const { counts, rhythm, venues } = news;
    showWatching(
      PILLS[kind],
      `${IN_WORDS[kind]} ${counts.total.toLocaleString('en')} zones of ${venues.toLocaleString('en')} venues`,
    );
    show(
      byId('rhythm'),
      el('span', {}, `looks every ${rhythm.everySeconds} s, where in doubt after ${rhythm.againSeconds} s`),
    );
  },
  shards: showShards,
  found: ({ found }) => showFound(byId('found-list'), found, state),
  world(world) {
    showFaults(world.faults);
    breaking.world(world);
  },
  lost: () => showWatching('bad', 'The product does not answer; trying again …'),
};

createLive(() => '/api/zones/live', Object.keys(handlers), {
  onEvent: (name, data) => handlers[name](data),
  onLost: () => showWatching('bad', 'Console lost, trying again …'),
}).open();
