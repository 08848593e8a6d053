import { el } from './dom.js';

/** What a person must decide about a refused change: exactly this difference, or nothing. */
export function createDecision(section, { onApprove }) {
  let shown;
  let left;

  const ask = ({ difference }) => {
    const { inWords, canBeApproved, fingerprint } = difference;
    const approve = el(
      'button',
      { type: 'button', class: 'main', onclick: () => onApprove(fingerprint), title: `Difference ${fingerprint}` },
      'Approve exactly this',
    );
    const leave = el('button', { type: 'button', class: 'quiet', onclick: () => leaveIt() }, 'Leave it');
    const mend = el('span', { class: 'aside' }, 'This cannot be approved: mend the sheet and sync again.');
    section.classList.remove('left');
    section.replaceChildren(
      el('h3', {}, 'Not applied: it waits for you'),
      el('pre', { tabindex: '0', 'aria-label': 'The difference' }, inWords ?? 'The difference could not be read.'),
      el('p', { class: 'buttons' }, canBeApproved ? approve : mend, ' ', leave),
    );
  };
  const leaveIt = () => {
    left = shown.runId;
    const again = el('button', { type: 'button', class: 'quiet' }, 'Look at it again');
    again.addEventListener('click', () => {
      left = undefined;
      ask(shown);
    });
    section.classList.add('left');
    section.replaceChildren(
      el('p', { class: 'buttons' }, 'Left as it is: nothing was applied, the directory stays. ', again),
    );
    again.focus();
  };

  return {
    show(report) {
      if (report.runId === shown?.runId) return;
      shown = report;
      const waits = report.outcome === 'refused' && report.difference !== undefined;
      section.hidden = !waits;
      if (waits && left !== report.runId) ask(report);
    },
  };
}
