import { el, get, post, show } from './dom.js';
import { showVenue } from './zones-venue.js';
import { countsInWords, LOOKS, looks, sign } from './zones-words.js';

const LOOK_MILLISECONDS = 2_000;
const MOST_IN_LIST = 60;
const TROUBLE = ['outage', 'silent', 'suspected'];

/** What is the matter now, or one venue in detail. The venue stays in the address, so that it can be passed on. */
export function createPanel(byId, state, { onChosen, onZones }) {
  const title = byId('panel-title');
  const aside = byId('panel-state');
  const body = byId('panel-body');
  const hint = byId('panel-hint');
  const close = byId('panel-close');
  let open;
  let venue;

  const tell = (words, isTrouble = false) => {
    if (hint.textContent !== words) hint.textContent = words;
    hint.classList.toggle('trouble', isTrouble);
  };
  const set = (node, words) => {
    if (node.textContent !== words) node.textContent = words;
  };

  const showTrouble = () => {
    const all = [...state.tiles.values()]
      .filter(({ look, byHand }) => TROUBLE.includes(look) || byHand)
      .sort((one, other) => looks.indexOf(one.look) - looks.indexOf(other.look));
    set(title, 'Trouble now');
    set(aside, all.length === 0 ? 'none' : `${all.length} ${all.length === 1 ? 'venue' : 'venues'}`);
    const rows = all.slice(0, MOST_IN_LIST).map(({ id, look, counts, old, byHand }) => {
      const { name, place } = state.venues.get(id) ?? { name: `venue ${id}`, place: '' };
      return el(
        'li',
        {},
        el(
          'button',
          { type: 'button', class: 'row', data: { open: id } },
          sign(look, old),
          el('span', {}, el('strong', { dir: 'auto' }, name), el('small', {}, ` ${place} · ${countsInWords(counts)}`)),
          byHand ? el('span', { class: 'badge held' }, 'by hand') : '',
          el('span', { class: 'unseen' }, LOOKS[look].words),
        ),
      );
    });
    show(
      body,
      rows.length > 0
        ? el('ul', { class: 'trouble-list', 'aria-label': 'Venues in trouble' }, ...rows)
        : el(
            'p',
            { class: 'empty' },
            'Every zone that is expected to play does. Press a tile for its venue, or break something below.',
          ),
      all.length > MOST_IN_LIST && el('p', { class: 'aside' }, `and ${all.length - MOST_IN_LIST} more on the map`),
    );
  };

  const look = async () => {
    const asked = open;
    if (asked === undefined) return;
    try {
      const answer = await get('/api/zones/venue', { venue: asked });
      if (open !== asked) return;
      venue = answer;
      onZones(venue);
      tell(answer.pastProblem ?? '', answer.pastProblem !== undefined);
    } catch (problem) {
      tell(problem.message, true);
    }
    showAll();
  };
  const showAll = () => {
    close.hidden = open === undefined;
    if (open === undefined) return showTrouble();
    if (venue?.id === open) return showVenue({ title, aside, body }, venue);
    set(title, state.venues.get(open)?.name ?? `Venue ${open}`);
    set(aside, '');
    show(body, el('p', { class: 'empty' }, 'Looking …'));
  };

  const choose = (id) => {
    open = id;
    tell('');
    onChosen(id);
    showAll();
    void look();
  };
  const openVenue = (id) => {
    history.replaceState(null, '', id === undefined ? location.pathname : `#${id}`);
    choose(id);
    // On a narrow page the panel is out of sight.
    const panel = byId('panel');
    if (id !== undefined && panel.getBoundingClientRect().top > innerHeight * 0.8) panel.scrollIntoView();
  };

  const change = async (zone, wanted) => {
    try {
      await post('/api/zones/break', { zone, state: wanted });
      tell(
        wanted === 'mend'
          ? 'Mended at Soundtrack; the product has to notice.'
          : 'Broken at Soundtrack; the product has to notice.',
      );
    } catch (problem) {
      tell(problem.message, true);
    }
    void look();
  };
  body.addEventListener('click', ({ target }) => {
    const { open: id, zone, state: wanted } = target.closest('button')?.dataset ?? {};
    if (id) openVenue(id);
    if (zone) void change(zone, wanted);
  });
  close.addEventListener('click', () => openVenue(undefined));
  addEventListener('hashchange', () => choose(location.hash.slice(1) || undefined));
  setInterval(() => document.hidden || look(), LOOK_MILLISECONDS);
  setInterval(() => open !== undefined && showAll(), 1_000);
  queueMicrotask(() => choose(location.hash.slice(1) || undefined));

  return {
    open: openVenue,
    refresh(changed = []) {
      if (open === undefined) showTrouble();
      else if (changed.some(({ id }) => id === open)) void look();
    },
  };
}
