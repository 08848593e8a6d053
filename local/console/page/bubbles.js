import { clock, el, exactClock, icon } from './dom.js';

const IN_WORDS = { waiting: 'on its way', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'not delivered' };
const ICONS = { waiting: 'clock', sent: 'sent', delivered: 'delivered', read: 'delivered', failed: 'failed' };

/** Brings the list to what the phone shows now, touching only bubbles that changed. */
export function showBubbles(list, bubbles, { tap, extra }) {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const wanted = [...bubbles.map((it) => ({ it, node: bubble })), ...extra];
  const known = new Map([...list.children].map((node) => [node.dataset.id, node]));
  let grew = false;
  let before = null;
  for (const { it, node } of wanted) {
    const written = JSON.stringify(it);
    let shown = known.get(it.id);
    known.delete(it.id);
    if (!shown || shown.written !== written) {
      const fresh = node(it, tap);
      if (shown) refresh(shown, fresh);
      else {
        grew = true;
        shown = fresh;
      }
      shown.dataset.id = it.id;
      shown.written = written;
    }
    const place = before ? before.nextSibling : list.firstChild;
    if (place !== shown) list.insertBefore(shown, place);
    before = shown;
  }
  for (const gone of known.values()) gone.remove();
  if (grew && wasAtEnd) list.scrollTop = list.scrollHeight;
}

/** Everything but the choices is drawn anew: a list somebody opened stays open, a button in focus keeps it. */
function refresh(shown, fresh) {
  const kept = shown.querySelector('.choices');
  for (const child of [...shown.children]) if (child !== kept) child.remove();
  shown.className = fresh.className;
  shown.dataset.status = fresh.dataset.status;
  const parts = [...fresh.children].filter((child) => !kept || !child.matches('.choices'));
  if (kept) kept.before(...parts);
  else shown.append(...parts);
}

function bubble(it, tap) {
  const side = it.mine ? 'mine' : 'theirs';
  const pictured = it.kind === 'photo' || it.kind === 'sticker';
  return el(
    'div',
    { class: `bubble ${side} ${it.status} ${pictured ? it.kind : ''}`.trim(), data: { status: it.status } },
    el('span', { class: 'unseen' }, it.mine ? 'You: ' : 'BMA: '),
    pictured ? icon(it.kind, it.kind) : el('p', { dir: 'auto' }, it.text),
    el('small', { class: 'receipt' }, receiptNote(it), el('time', { dateTime: it.at }, clock(it.at)), ticks(it)),
    it.status === 'failed' && el('p', { class: 'why' }, it.note ?? 'not delivered'),
    it.choices.length > 0 && it.choicesAs !== 'quick-replies' && choices(it, tap),
  );
}

const receiptNote = (it) => (it.note && it.status !== 'failed' ? el('span', {}, `${it.note} `) : undefined);

function ticks({ status }) {
  const drawn = icon(ICONS[status], IN_WORDS[status]);
  drawn.classList.add(status);
  return drawn;
}

function choices({ choicesAs, choices: offered, open }, tap) {
  const buttons = offered.map((choice) =>
    el(
      'button',
      { type: 'button', onclick: () => tap(choice) },
      el('span', {}, choice.title),
      choice.description && el('small', {}, choice.description),
    ),
  );
  if (choicesAs === 'buttons')
    return el('div', { class: 'choices', role: 'group', 'aria-label': 'Buttons' }, ...buttons);
  return el(
    'details',
    { class: 'choices list', ontoggle: ({ target }) => target.scrollIntoView({ block: 'end' }) },
    el('summary', {}, icon('list'), ` ${open}`),
    el('div', {}, ...buttons),
  );
}

/** An answer that waits in the outbox: not on the phone yet, and why. */
export const waitingBubble = ({ text, why, due, failed }) =>
  el(
    'div',
    { class: `bubble theirs ghost ${failed ? 'failed' : ''}` },
    el('p', { dir: 'auto' }, text),
    el(
      'small',
      { class: 'receipt' },
      icon(failed ? 'failed' : 'clock', failed ? 'not sent' : 'waiting'),
      el('span', {}, ` not on the phone: ${why || 'waits its turn'}${due ? `, next try ${exactClock(due)}` : ''}`),
    ),
  );

export const typingBubble = () =>
  el(
    'div',
    { class: 'bubble theirs typing' },
    el('span', { class: 'unseen' }, 'BMA is typing'),
    el('i'),
    el('i'),
    el('i'),
  );
