import { el } from './dom.js';
import { createTileKeys } from './zones-keys.js';
import { countsInWords, LOOKS, looks, sign } from './zones-words.js';

const OWN = 'Houses of their own';
const TROUBLE = new Set(['outage', 'silent', 'suspected']);

/** One tile a venue. Made once for an arrangement; afterwards only what changed is touched. */
export function createMap(byId, state, { onOpen }) {
  const holder = byId('tiles');
  const form = byId('map-tools');
  const count = byId('map-count');
  const tiles = new Map();
  let groups = [];
  let filter;
  let chosen;
  const keys = createTileKeys(holder);

  byId('legend').append(
    ...looks.map((look) => el('li', { title: LOOKS[look].means }, sign(look), ` ${LOOKS[look].words}`)),
    el('li', { title: 'the last reading is too old to vouch for it' }, sign('up', true), ' Old'),
    el(
      'li',
      { title: 'a zone here was broken on this page' },
      el('span', { class: 'tile up by-hand', 'aria-hidden': 'true' }),
      ' By hand',
    ),
  );

  const groupOf = (venue) => {
    const by = form.elements.group.value;
    if (by === 'place') return venue.place;
    if (by === 'chain') return venue.chain || OWN;
    return LOOKS[state.tiles.get(venue.id)?.look ?? 'unknown'].words;
  };
  const words = () => form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (venue, wanted) => {
    if (filter) {
      const tile = state.tiles.get(venue.id);
      if (!tile?.counts[filter] && !(filter === 'unknown' && tile?.old)) return false;
    }
    const text = `${venue.id} ${venue.name} ${venue.place} ${venue.chain}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };

  const paint = (id) => {
    const node = tiles.get(id);
    const tile = state.tiles.get(id);
    const venue = state.venues.get(id);
    if (!node || !tile || !venue) return;
    const { look, counts, old, byHand } = tile;
    const name = `tile ${look}${old ? ' old' : ''}${byHand ? ' by-hand' : ''}${id === chosen ? ' chosen' : ''}`;
    if (node.className !== name) node.className = name;
    if (node.textContent !== LOOKS[look].sign) node.textContent = LOOKS[look].sign;
    const more = [countsInWords(counts), old && 'last reading is old', byHand && `${byHand} broken by hand`];
    const label = `${venue.name}, ${venue.place}: ${more.filter(Boolean).join('; ')}`;
    if (node.title === label) return;
    node.title = label;
    node.setAttribute('aria-label', label);
  };

  const tell = () => {
    const shown = groups.reduce((sum, group) => sum + group.shown, 0);
    const words = `${shown.toLocaleString('en')} of ${state.venues.size.toLocaleString('en')} venues`;
    if (count.textContent !== words) count.textContent = words;
  };
  const tellTrouble = () => {
    for (const { venues, trouble } of groups) {
      const number = venues.filter(({ id }) => TROUBLE.has(state.tiles.get(id)?.look)).length;
      const words = number === 0 ? '' : `${number} !`;
      if (trouble.textContent === words) continue;
      trouble.textContent = words;
      trouble.title = number === 0 ? '' : `${number} in trouble`;
    }
  };
  /** Hides what is not wanted. */
  const sift = () => {
    const wanted = words();
    for (const group of groups) {
      group.shown = 0;
      for (const venue of group.venues) {
        const isShown = fits(venue, wanted);
        tiles.get(venue.id).hidden = !isShown;
        if (isShown) group.shown += 1;
      }
      group.node.hidden = group.shown === 0;
      const number = String(group.shown);
      if (group.number.textContent !== number) group.number.textContent = number;
    }
    keys.settle();
    tell();
  };
  const ORDER = looks.map((look) => LOOKS[look].words);
  const inOrder = ([one], [other]) => {
    const [a, b] = [ORDER.indexOf(one), ORDER.indexOf(other)];
    if (a >= 0 || b >= 0) return a - b;
    return (one === OWN) - (other === OWN) || one.localeCompare(other, 'en');
  };
  const arrange = () => {
    const byGroup = Map.groupBy(state.venues.values(), groupOf);
    groups = [...byGroup].sort(inOrder).map(([name, venues]) => {
      const number = el('small', {}, '');
      const trouble = el('small', { class: 'bad' }, '');
      for (const { id } of venues) {
        if (!tiles.has(id)) tiles.set(id, el('button', { type: 'button', tabIndex: -1, data: { venue: id } }));
      }
      const nodes = venues.map(({ id }) => tiles.get(id));
      const node = el(
        'section',
        { class: 'tile-group' },
        el('h3', {}, name, ' ', number, ' ', trouble),
        el('div', {}, ...nodes),
      );
      node.setAttribute('aria-label', name);
      return { node, number, trouble, venues, shown: venues.length };
    });
    holder.replaceChildren(...groups.map(({ node }) => node));
    for (const id of state.venues.keys()) paint(id);
    tellTrouble();
    sift();
  };

  holder.addEventListener('click', ({ target }) => {
    const { venue } = target.closest('[data-venue]')?.dataset ?? {};
    if (venue) onOpen(venue);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.elements.search.addEventListener('input', sift);
  form.elements.group.addEventListener('change', arrange);

  return {
    arrange,
    update(changed) {
      if (form.elements.group.value === 'look') return void arrange();
      for (const { id } of changed) paint(id);
      tellTrouble();
      if (filter) sift();
    },
    filter(look) {
      filter = look;
      sift();
    },
    choose(id) {
      const before = chosen;
      chosen = id;
      for (const each of [before, id]) if (each !== undefined) paint(each);
    },
  };
}
