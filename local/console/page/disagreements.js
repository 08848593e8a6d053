import { dayAndClock, el, get, show } from './dom.js';

/** What sources contradict each other in, page by page, with the way to the venue. */
export function createDisagreements(byId) {
  const list = byId('disagreements-list');
  const state = byId('disagreements-state');
  const first = byId('disagreements-first');
  const next = byId('disagreements-next');
  let after = 0;
  let further;

  const load = async () => {
    try {
      const page = await get('/api/disagreements', { after });
      further = page.next;
      const lines = page.rows.map(lineOf);
      show(list, ...(lines.length > 0 ? lines : [el('li', { class: 'empty' }, 'All sources agree.')]));
      state.textContent = 'open ones, oldest first';
      state.classList.remove('trouble');
    } catch (problem) {
      state.textContent = problem.message;
      state.classList.add('trouble');
    }
    first.disabled = after === 0;
    next.disabled = further === undefined;
  };
  first.addEventListener('click', () => {
    after = 0;
    void load();
  });
  next.addEventListener('click', () => {
    after = further;
    list.scrollTop = 0;
    void load();
  });
  void load();
  return { refresh: load };
}

const lineOf = ({ venue, inWords, openedAt }) =>
  el(
    'li',
    {},
    venue && el('a', { href: `#venue=${venue.id}` }, `${venue.name} (${venue.id})`),
    venue && ' ',
    el('span', { dir: 'auto' }, inWords),
    el('small', {}, `since ${dayAndClock(openedAt)}`),
  );
