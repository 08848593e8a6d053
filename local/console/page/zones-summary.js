import { el } from './dom.js';
import { LOOKS, lasting, looks, sign } from './zones-words.js';

/** How many zones are what; each number shows only its venues when pressed. */
export function createSummary(holder, { onFilter }) {
  let chosen;
  const numbers = new Map();
  const buttons = looks.map((look) => {
    const { words, means } = LOOKS[look];
    const number = el('strong', {}, '–');
    numbers.set(look, number);
    const button = el(
      'button',
      { type: 'button', class: `chip ${look}`, title: means, 'aria-pressed': 'false', data: { look } },
      sign(look, look === 'unknown'),
      number,
      el('span', {}, words),
    );
    button.addEventListener('click', () => {
      chosen = chosen === look ? undefined : look;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each.dataset.look === chosen));
      onFilter(chosen);
    });
    return button;
  });
  const facts = Object.fromEntries(['Coverage', 'Oldest reading'].map((name) => [name, el('dd', {}, '–')]));
  holder.append(
    ...buttons,
    el(
      'dl',
      { class: 'facts' },
      ...Object.entries(facts).map(([name, value]) => el('div', {}, el('dt', {}, name), value)),
    ),
  );

  const set = (node, words) => {
    if (node.textContent !== words) node.textContent = words;
  };
  return {
    show({ counts, coverage, oldestSeconds }) {
      for (const look of looks) {
        const count = look === 'unknown' ? counts.unknown + counts.old : counts[look];
        set(numbers.get(look), count.toLocaleString('en'));
        numbers.get(look).parentElement.classList.toggle('none', count === 0);
      }
      // Never rounded up to a hundred.
      set(facts.Coverage, `${(Math.floor(coverage.percent * 10) / 10).toLocaleString('en')} %`);
      facts.Coverage.title = `${coverage.fresh} of ${coverage.accounts} accounts read in time`;
      set(facts['Oldest reading'], lasting(oldestSeconds));
    },
  };
}
