import { el, post } from './dom.js';
import { exact } from './zones-words.js';

/** Changes what zones really do, at Soundtrack. The product is never told: it has to notice. */
export function createBreaking(byId, state) {
  const form = byId('break-form');
  const { what, share, state: wanted, seconds, mend } = form.elements;
  const hint = byId('break-hint');
  const script = byId('script-form');
  let venue;
  let lives = false;

  const tell = (words, isTrouble = false) => {
    hint.textContent = words;
    hint.classList.toggle('trouble', isTrouble);
  };

  const offer = () => {
    const before = what.value;
    const known = venue && state.venues.get(venue.id);
    const options = [];
    if (venue && venue.id !== 'none') options.push(['venue', `all of ${venue.name}`]);
    for (const { id, name } of venue?.zones ?? []) options.push([`zone ${id}`, `${name} of ${venue.name}`]);
    if (known?.chain) options.push(['chain', `the whole chain ${known.chain}`]);
    options.push(['share', 'a random share of all zones that play']);
    const same =
      options.map(String).join('\n') === [...what.options].map(({ value, text }) => `${value},${text}`).join('\n');
    if (same) return;
    what.replaceChildren(...options.map(([value, words]) => el('option', { value }, words)));
    if (options.some(([value]) => value === before)) what.value = before;
    showShare();
  };
  const showShare = () => {
    byId('share-label').hidden = what.value !== 'share';
    // Which zones a share took is not asked for again: all of them are mended below.
    mend.disabled = what.value === 'share';
  };

  const target = () => {
    const [kind, ...rest] = what.value.split(' ');
    if (kind === 'zone') return { zone: rest.join(' ') };
    if (kind === 'venue') return { venue: venue.id };
    if (kind === 'chain') return { chain: state.venues.get(venue.id).chain };
    return { share: Number(share.value) };
  };
  const send = async (change) => {
    try {
      const { zones, state: now } = await post('/api/zones/break', { ...target(), ...change });
      const count = `${zones.toLocaleString('en')} ${zones === 1 ? 'zone is' : 'zones are'}`;
      tell(now === 'mend' ? `${count} as usual again, at Soundtrack.` : `${count} ${now} now, at Soundtrack.`);
    } catch (problem) {
      tell(problem.message, true);
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send({ state: wanted.value, ...(seconds.value && { seconds: Number(seconds.value) }) });
  });
  mend.addEventListener('click', () => void send({ state: 'mend' }));
  what.addEventListener('change', showShare);
  byId('mend-all').addEventListener('click', async () => {
    try {
      const { zones } = await post('/api/zones/mend', {});
      tell(`Everything is mended: ${zones.toLocaleString('en')} zones, the API and the world.`);
    } catch (problem) {
      tell(problem.message, true);
    }
  });
  script.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { rate, speed } = script.elements;
    const more = lives ? {} : { rate: Number(rate.value), speed: Number(speed.value) };
    await post('/api/zones/script', { on: !lives, ...more }).catch((problem) => tell(problem.message, true));
  });

  const showScript = ({ on = false, since, done = {} } = {}) => {
    lives = on;
    script.elements.toggle.textContent = on ? 'Stop it' : 'Let it live';
    for (const name of ['rate', 'speed']) script.elements[name].disabled = on;
    const happened = Object.entries(done).map(([what, count]) => `${count} × ${what}`);
    const words = on
      ? `Lives since ${exact(Date.parse(since))}: ${happened.join(', ') || 'nothing happened yet'}.`
      : '';
    if (byId('script-state').textContent !== words) byId('script-state').textContent = words;
  };
  offer();

  return {
    choose(id) {
      if (venue?.id !== id) venue = undefined;
      offer();
    },
    /** The zones of the venue that is looked at. */
    know(view) {
      const isNew = venue?.id !== view.id;
      venue = view;
      offer();
      if (isNew && what.options.length > 0) {
        what.selectedIndex = 0;
        showShare();
      }
    },
    world({ byHand, script: running }) {
      const pill = byId('break-state');
      const words = byHand === 0 ? 'nothing is broken by hand' : `${byHand.toLocaleString('en')} broken by hand`;
      if (pill.textContent !== words) pill.textContent = words;
      pill.className = `pill ${byHand === 0 ? '' : 'warn'}`;
      showScript(running ?? {});
    },
  };
}
