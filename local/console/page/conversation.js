import { clock, el, show } from './dom.js';

/** The eight states in the order they are passed; two share a step, because only one of them is ever needed. */
const STEPS = [
  [['initial', 'Start']],
  [['asking-venue-name', 'Venue?']],
  [
    ['confirming-venue', 'This one?'],
    ['multiple-matches', 'Which one?'],
  ],
  [['asking-person-name', 'Name?']],
  [['asking-position', 'Position?']],
  [['asking-issue', 'Problem?']],
  [['identified', 'Identified']],
];

export function showConversation(card, chat) {
  if (!chat) return show(card, el('p', { class: 'empty' }, 'Looking at the conversation …'));
  show(
    card,
    el('h3', {}, 'Conversation', el('span', { class: 'aside', role: 'status' }, chat.stateInWords)),
    path(chat.state),
    facts(chat),
    chat.candidates.length > 0 && candidates(chat),
    chat.pending.length > 0 && pending(chat),
    ...chat.handOvers.map(handOver),
    chat.sender && sender(chat.sender),
  );
}

function path(state) {
  const now = STEPS.findIndex((step) => step.some(([name]) => name === state));
  return el(
    'ol',
    { class: 'path', 'aria-label': 'States of the conversation', data: { state } },
    ...STEPS.map((step, at) =>
      el(
        'li',
        { class: at < now ? 'past' : at === now ? 'now' : 'ahead' },
        ...step.map(([name, words]) =>
          el(
            'span',
            { class: 'state', data: { state: name }, 'aria-current': name === state ? 'step' : undefined },
            words,
          ),
        ),
      ),
    ),
  );
}

function facts({ venue, venueIsAsked, facts: { personName, position, issue } }) {
  const place = venue && [venue.name, venue.location].filter(Boolean).join(', ');
  const known = [
    ['Venue', place && venueIsAsked ? `${place}?` : place],
    ['Name', personName],
    ['Position', position],
    ['Problem', issue],
  ];
  return el(
    'dl',
    { class: 'facts' },
    ...known.map(([name, value]) =>
      el(
        'div',
        { class: value ? (name === 'Venue' && venueIsAsked ? 'asked' : 'known') : 'unknown' },
        el('dt', {}, name),
        el('dd', { dir: 'auto', title: value ?? '' }, value ?? 'not said yet'),
      ),
    ),
  );
}

const candidates = ({ candidates: venues }) =>
  el(
    'div',
    { class: 'more' },
    el('h4', {}, 'Venues it could be'),
    el(
      'ol',
      {},
      ...venues.map(({ name, location }) => el('li', {}, name, location && el('small', {}, ` ${location}`))),
    ),
  );

const pending = ({ pending: fragments }) =>
  el(
    'div',
    { class: 'more' },
    el('h4', {}, 'Heard, waiting for the person to finish'),
    el(
      'ul',
      { class: 'heard' },
      ...fragments.map(({ text, sentAt }) => el('li', { dir: 'auto' }, text, el('small', {}, ` ${clock(sentAt)}`))),
    ),
  );

const sender = ({ personName, position, venue, trust }) =>
  el(
    'p',
    { class: 'more' },
    'Known from before: ',
    el('strong', {}, [personName, position].filter(Boolean).join(', ')),
    ` at ${venue.name} `,
    el('span', { class: `badge ${trust}` }, trust),
  );

const handOver = ({ said, issue, at }) =>
  el(
    'p',
    { class: 'more' },
    el('span', { class: 'badge held' }, 'handed over'),
    ` to a person at ${clock(at)}: `,
    el('q', { dir: 'auto' }, said),
    issue && ` (${issue})`,
  );
