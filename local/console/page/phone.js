import { showBubbles, typingBubble, waitingBubble } from './bubbles.js';
import { createCompose } from './compose.js';
import { el, post } from './dom.js';
import { createHolder } from './holder.js';

const WORDS = {
  whatsapp: { title: 'WhatsApp', channel: 'WhatsApp · business account', id: 'Number', hint: '+66 81 234 5678' },
  line: { title: 'LINE', channel: 'LINE · official account', id: 'User', hint: 'any name, or a LINE user id' },
};
const TYPING_MILLISECONDS = 20_000;

/** One phone: who holds it, what it shows, and what can be done on it. */
export function createPhone(place, { onPerson, onActive }) {
  const { channel } = place.dataset;
  const words = WORDS[channel];
  place.append(document.getElementById('phone').content.cloneNode(true));
  const find = (selector) => place.querySelector(selector);
  const bubbles = find('.bubbles');
  const replies = find('.replies');
  const trouble = find('.trouble');
  find('[data-of=id]').textContent = words.id;
  find('[data-of=channel]').textContent = words.channel;
  find('[name=id]').placeholder = words.hint;
  find('textarea').setAttribute('aria-label', `Message on ${words.title}`);
  // Long chats are scrolled with the arrow keys too.
  bubbles.tabIndex = 0;
  bubbles.setAttribute('aria-label', `Messages on the ${words.title} phone`);

  let view = { bubbles: [], reachable: true };
  let chat;
  let typingUntil = 0;

  const complain = (sentence) => {
    trouble.textContent = sentence;
    trouble.hidden = !sentence;
  };
  const send = async (what) => {
    onActive();
    bubbles.scrollTop = bubbles.scrollHeight;
    const { id, name } = holder.person();
    try {
      await post(`/api/${channel}/inbound`, { from: id, name, ...what });
      complain('');
    } catch (problem) {
      complain(problem.message);
    }
  };
  const tap = ({ id, title }) => {
    compose.focus();
    return send({ tap: { id, title } });
  };
  const compose = createCompose(find('.compose'), channel, send);
  const holder = createHolder(find('.who'), channel, {
    onChange() {
      view = { bubbles: [], reachable: true };
      chat = undefined;
      draw();
      compose.focus();
      onPerson();
    },
  });
  place.addEventListener('focusin', onActive);

  const draw = () => {
    const { answering, outbox = [] } = chat ?? {};
    const reasons = new Map(outbox.map(({ providerId, why }) => [providerId, why]));
    const shown = view.bubbles.map((it) =>
      it.status === 'failed' && !it.mine ? { note: reasons.get(it.id), ...it } : it,
    );
    const extra = outbox
      .filter((line) => isKeptBack(line, answering, view.bubbles))
      .toReversed()
      .map((line) => ({
        it: { id: `waiting ${line.row} ${line.parcel}`, ...line, failed: line.state === 'failed' },
        node: waitingBubble,
      }));
    if (answering || Date.now() < typingUntil) extra.push({ it: { id: 'typing' }, node: typingBubble });
    showBubbles(bubbles, shown, { tap, extra });
    showReplies(shown.at(-1));
  };

  /** LINE shows quick replies under the last message only, and until something new is said. */
  const showReplies = (last) => {
    const offered = last && !last.mine && last.choicesAs === 'quick-replies' ? last.choices : [];
    const written = JSON.stringify(offered);
    if (replies.dataset.of === written) return;
    replies.dataset.of = written;
    replies.hidden = offered.length === 0;
    replies.replaceChildren(
      ...offered.map((choice) => el('button', { type: 'button', onclick: () => tap(choice) }, choice.title)),
    );
    bubbles.scrollTop = bubbles.scrollHeight;
  };

  return {
    title: words.title,
    person: holder.person,
    send,
    focus: compose.focus,
    showPhone(next) {
      if (!next.reachable) complain(`The ${words.title} simulator does not answer. Is npm start still running?`);
      else if (!view.reachable) complain('');
      view = next;
      if (view.bubbles.at(-1)?.mine === false) typingUntil = 0;
      draw();
    },
    showChat(next) {
      chat = next;
      draw();
    },
    showTyping() {
      typingUntil = Date.now() + TYPING_MILLISECONDS;
      draw();
    },
    setActive: (active) => place.classList.toggle('active', active),
  };
}

/** Answers that are not on the phone: told by the phone itself where nobody knows whether one arrived. */
function isKeptBack({ state, attempts, providerId, text, createdAt }, answering, bubbles) {
  if (providerId) return false;
  if (state === 'uncertain') {
    return !bubbles.some((it) => !it.mine && it.at >= createdAt && text.includes(it.text));
  }
  return state === 'held' || state === 'failed' || (state === 'queued' && (attempts > 0 || !answering));
}
