const NAMES = ['Anna', 'Somchai', 'Ploy', 'Marco', 'Nok', 'Daniel', 'Kanya', 'Sophie', 'Krit', 'Mali', 'Jonas', 'Fon'];
const FIRST = {
  whatsapp: { name: 'Anna', id: '+66 81 234 5678' },
  line: { name: 'Ploy', id: 'ploy' },
};

/** What makes an id wrong, in words for the person who typed it. */
export function wrongWith(channel, id) {
  if (channel === 'line') return id.trim() ? '' : 'Write a LINE user id, or any name to make one of.';
  return id.replace(/\D/g, '').length >= 7 ? '' : 'Write a phone number of at least 7 digits.';
}

const key = (channel) => `console.${channel}`;

/** Who holds the phone; the same person again after a reload. */
export function personOn(channel) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(channel)));
    if (typeof kept?.id === 'string' && typeof kept.name === 'string' && !wrongWith(channel, kept.id)) return kept;
  } catch {}
  return FIRST[channel];
}

export function keepPerson(channel, person) {
  localStorage.setItem(key(channel), JSON.stringify(person));
}

export function newPerson(channel) {
  const number = (digits) => String(Math.floor(Math.random() * 10 ** digits)).padStart(digits, '0');
  const name = NAMES[Math.floor(Math.random() * NAMES.length)];
  if (channel === 'line') return { name, id: `${name.toLowerCase()}-${number(4)}` };
  return { name, id: `+66 8${number(1)} ${number(3)} ${number(4)}` };
}
