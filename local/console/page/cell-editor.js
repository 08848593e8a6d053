import { el } from './dom.js';

/** What the sheet makes of typed text: a plain number becomes one, unless zeros would be lost. */
export const cellFrom = (text) => (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text);

/**
 * An input in place of a cell's text. Enter and Tab keep, Esc reverts, leaving keeps. `onClosed` is told where to go on:
 * a step, undefined to stay, null when the focus has gone elsewhere. A text that cannot be kept stays open; `onRefused`
 * when it is given up.
 */
export function createEditor(td, { text, typed, onKeep, onTrouble, onRefused, onClosed }) {
  const input = el('input', {
    'aria-label': `Cell, was ${text || 'empty'}`,
    autocomplete: 'off',
    spellcheck: false,
    dir: 'auto',
  });
  input.value = typed ?? text;
  td.classList.add('editing');
  td.replaceChildren(input);
  input.focus();
  if (typed === undefined) input.select();
  let open = true;
  let keeping = false;

  const close = (shown, step) => {
    if (!open) return;
    open = false;
    td.classList.remove('editing');
    td.replaceChildren(shown);
    td.title = shown;
    onClosed(step);
  };
  const revert = () => {
    close(text);
    if (input.hasAttribute('aria-invalid')) onRefused();
  };
  const keep = async (step) => {
    if (keeping || !open) return;
    const written = input.value.trim();
    if (written === text.trim()) return close(text, step);
    keeping = true;
    try {
      await onKeep(written);
      close(written, step);
    } catch (problem) {
      input.setAttribute('aria-invalid', 'true');
      onTrouble(problem.message);
    }
    keeping = false;
  };

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') void keep();
    else if (event.key === 'Tab') void keep([0, event.shiftKey ? -1 : 1]);
    else if (event.key === 'Escape') revert();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener('blur', () => void keep(null));
  return { leave: () => close(text, null) };
}
