import { el, get } from './dom.js';
import { createForce } from './force.js';
import { showAudit, showFacts } from './venue-facts.js';

const EMPTY = 'Look a venue up to see what is known of it, who said so, and when.';

/** One venue: looked up by id or name, who said what about it, and the values somebody forces. */
export function createVenue(byId, { by, onDecided }) {
  const form = byId('venue-form');
  const hint = byId('venue-hint');
  const state = byId('venue-state');
  let shown;

  const tell = (sentence, isTrouble = false) => {
    hint.textContent = sentence;
    hint.className = isTrouble ? 'hint trouble' : 'hint';
  };
  const show = (answer) => {
    shown = answer;
    const { venue, fields, audit } = answer;
    byId('venue-title').textContent = venue.name;
    state.textContent = `venue ${venue.id}, ${venue.state === 'open' ? 'open' : venue.state === 'closed' ? 'closed for good' : 'no longer in the sheet'}`;
    showFacts(byId('facts'), fields, { onForce: force.open });
    showAudit(byId('audit'), audit);
    force.show(answer);
    tell('');
  };
  const choose = (candidates) => {
    hint.className = 'hint';
    hint.replaceChildren(
      'Which one? ',
      ...candidates.flatMap(({ id, name, location }) => [
        el('a', { href: `#venue=${id}`, title: location ?? '' }, `${name} (${id})`),
        ' ',
      ]),
    );
  };
  const lookUp = async (words) => {
    try {
      const answer = await get('/api/venue-facts', { venue: words });
      if (answer.candidates) return choose(answer.candidates);
      show(answer);
    } catch (problem) {
      tell(problem.message, true);
    }
  };

  const force = createForce(byId('force'), byId('force-hint'), {
    by,
    async onDone() {
      await lookUp(String(shown.venue.id));
      onDecided();
    },
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void lookUp(form.elements.venue.value);
  });
  const fromAddress = () => {
    const [, id] = /^#venue=(\d+)$/.exec(location.hash) ?? [];
    if (!id) return;
    form.elements.venue.value = id;
    void lookUp(id);
    byId('venue').scrollIntoView({ block: 'nearest' });
  };
  // A link to the venue that stands in the address already changes nothing there.
  document.addEventListener('click', ({ target }) => {
    if (target.closest?.('a')?.hash === location.hash) fromAddress();
  });
  window.addEventListener('hashchange', fromAddress);
  tell(EMPTY);
  fromAddress();
  return {
    refresh() {
      if (shown) void lookUp(String(shown.venue.id));
    },
  };
}
