import { showConversation } from './conversation.js';
import { el, post } from './dom.js';
import { createFaults } from './faults.js';
import { createLive } from './live.js';
import { createPhone } from './phone.js';
import { showOutbox, showReports, showWebhooks } from './tables.js';
import { createExamples } from './try-this.js';

const byId = (id) => document.getElementById(id);
const CHANNELS = ['whatsapp', 'line'];

const chats = {};
const webhooks = { whatsapp: [], line: [] };
let active = 'whatsapp';

const phones = Object.fromEntries(
  CHANNELS.map((channel) => [
    channel,
    createPhone(byId(channel), {
      onPerson() {
        delete chats[channel];
        watch(channel);
        live.open();
      },
      onActive: () => watch(channel),
    }),
  ]),
);

const segments = Object.fromEntries(
  CHANNELS.map((channel) => {
    const button = el('button', { type: 'button', onclick: () => watch(channel) }, phones[channel].title);
    byId('channels').append(button);
    return [channel, button];
  }),
);

/** Examples, state and outbox follow the phone in use. */
function watch(channel) {
  active = channel;
  for (const each of CHANNELS) {
    phones[each].setActive(each === channel);
    segments[each].setAttribute('aria-pressed', String(each === channel));
  }
  byId('goes-to').textContent = phones[channel].title;
  showChat();
}

function showChat() {
  const chat = chats[active];
  showConversation(byId('conversation'), chat);
  showOutbox(byId('outbox'), chat);
  showReports(byId('reports'), chat);
}

function showHealth(ok, words) {
  byId('health').textContent = words;
  byId('health').className = `pill ${ok ? 'good' : 'bad'}`;
}

const showFaults = createFaults(byId('faults'));
const handlers = {
  phone: ({ channel, ...view }) => phones[channel].showPhone(view),
  typing: ({ channel }) => phones[channel].showTyping(),
  faults: showFaults,
  health: ({ ok, inWords }) => showHealth(ok, `Product ${inWords}`),
  chat({ channel, ...chat }) {
    chats[channel] = chat;
    phones[channel].showChat(chat);
    if (channel === active) showChat();
  },
  webhooks({ channel, records }) {
    webhooks[channel] = records.map((record) => ({ channel, ...record }));
    const both = CHANNELS.flatMap((each) => webhooks[each]);
    showWebhooks(byId('webhooks'), both.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, 12));
  },
};

const people = () => ({ whatsapp: phones.whatsapp.person().id, line: phones.line.person().id });
const live = createLive(() => `/api/live?${new URLSearchParams(people())}`, Object.keys(handlers), {
  onEvent: (name, data) => handlers[name](data),
  onLost: () => showHealth(false, 'Console lost, trying again …'),
});

createExamples(byId('examples'), (text) => {
  phones[active].focus();
  void phones[active].send({ text });
});
byId('reset').addEventListener('click', () => {
  for (const channel of CHANNELS) {
    post(`/api/${channel}/reset`, {}).catch((problem) => showHealth(false, problem.message));
  }
});
fetch('/api/addresses')
  .then((answer) => answer.json())
  .then(({ api, whatsapp, line }) => {
    const all = { API: api, WhatsApp: whatsapp, LINE: line };
    for (const [what, url] of Object.entries(all)) {
      byId('addresses').append(el('div', {}, el('dt', {}, what), el('dd', {}, url.replace('http://', ''))));
    }
  });

watch('whatsapp');
live.open();
