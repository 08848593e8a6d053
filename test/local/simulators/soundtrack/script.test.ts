import { generateEstate } from '../../../../local/estate/generate-estate.ts';
import { type ScriptEvent, scriptOf } from '../../../../local/simulators/soundtrack/script/events.ts';
import { GENTLE, type Rates, ratesFrom } from '../../../../local/simulators/soundtrack/script/rates.ts';

const estate = generateEstate({ venues: 400 });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-21T10:00:00Z');
const NOTHING = Object.fromEntries(Object.keys(GENTLE).map((name) => [name, 0])) as Rates;
const script = (rates: Partial<Rates>, { seed = 'a', share = 0 } = {}) =>
  scriptOf(estate, seed, { ...NOTHING, ...rates }, share);
const playing = estate.venues.flatMap(({ zones }) => zones).filter(({ state }) => state === 'playing').length;
const lengths = (events: ScriptEvent[]) =>
  events.flatMap((event) => ('until' in event ? [(event.until - event.at) / 1000] : [])).sort((a, b) => a - b);

describe('the script', () => {
  const whole = scriptOf(estate, 'a', ratesFrom(), 0.5);

  it('is the same for the same seed and time, another for another seed', () => {
    const events = whole.events(START, START + DAY);
    expect(scriptOf(estate, 'a', ratesFrom(), 0.5).events(START, START + DAY)).toEqual(events);
    expect(scriptOf(estate, 'b', ratesFrom(), 0.5).events(START, START + DAY)).not.toEqual(events);
  });

  it('is in order, and the same however the time is cut', () => {
    const events = script({ ...GENTLE, flap: 20 }, { share: 0.5 });
    const at = [0, 17 * 60_000, HOUR, 5.5 * HOUR, DAY].map((offset) => START + offset);
    const pieces = at.slice(1).flatMap((to, index) => events.events(at[index] ?? 0, to));
    expect(pieces).toEqual(events.events(START, START + DAY));
    expect(pieces.map((event) => event.at)).toEqual(pieces.map((event) => event.at).toSorted((a, b) => a - b));
    expect(new Set(pieces.map(({ id }) => id)).size).toBe(pieces.length);
  });

  it.each<[keyof Rates, number]>([
    ['outage', 200],
    ['blip', 1_000],
    ['pause', 100],
    ['venue', 50],
    ['volume', 100],
    ['renamed', 50],
    ['lapse', 20],
  ])('has about as many of %s as its rate says', (kind, rate) => {
    const count = script({ [kind]: rate }).events(START, START + 4 * DAY).length;
    const expected = (rate * 4 * playing) / 1_000;
    expect(count / expected).toBeGreaterThan(0.8);
    expect(count / expected).toBeLessThan(1.2);
  });

  it('lasts as such things last', () => {
    const outages = lengths(script({ outage: 500 }).events(START, START + 4 * DAY));
    const half = outages[outages.length >> 1] ?? 0;
    expect(half / 60).toBeGreaterThan(20);
    expect(half / 60).toBeLessThan(31);
    expect(outages[0]).toBeGreaterThanOrEqual(180);
    expect(outages.at(-1)).toBeGreaterThan(3 * 3_600);
    expect(outages.at(-1)).toBeLessThanOrEqual(12 * 3_600);
    const blips = lengths(script({ blip: 500 }).events(START, START + DAY));
    expect([blips[0], blips.at(-1)]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(blips[0]).toBeGreaterThanOrEqual(2);
    expect(blips.at(-1)).toBeLessThanOrEqual(120);
  });

  it('concerns only zones that usually play', () => {
    const known = new Map(estate.venues.flatMap(({ zones }) => zones.map(({ id, state }) => [id, state])));
    const zones = script({ outage: 500, removed: 100 })
      .events(START, START + DAY)
      .flatMap(({ on }) => ('zone' in on && on.zone ? [on.zone] : []));
    expect(zones.length).toBeGreaterThan(100);
    expect(zones.filter((zone) => known.get(zone) !== 'playing')).toEqual([]);
  });

  it('flaps: one zone comes and goes, never twice away at once', () => {
    const flaps = Map.groupBy(script({ flap: 30 }).events(START, START + DAY), ({ id }) =>
      id.split(':').slice(0, 3).join(),
    );
    const complete = [...flaps.values()].filter(([first]) => Number(first?.id.split(':')[3]) === 0);
    expect(complete.length).toBeGreaterThan(5);
    for (const events of complete) {
      expect(new Set(events.map(({ on }) => JSON.stringify(on))).size).toBe(1);
      for (const [at, event] of events.slice(1).entries()) {
        const before = events[at];
        if (before?.kind === 'trouble') expect(event.at).toBeGreaterThan(before.until);
      }
    }
  });

  it('rests at night in a share of the venues that close, from when they close until they open', () => {
    const closing = estate.venues.filter(
      ({ openingHours, zones }) => openingHours !== 'always' && zones.some(({ state }) => state === 'playing'),
    );
    const events = script({}, { share: 1 }).events(START, START + DAY);
    expect(new Set(events.map(({ on }) => ('venue' in on ? on.venue : ''))).size).toBe(closing.length);
    for (const event of events) {
      const venue = closing.find(({ id }) => 'venue' in event.on && id === event.on.venue);
      if (!venue || venue.openingHours === 'always' || event.kind !== 'trouble') throw new Error('not a night');
      const { timezone: timeZone, openingHours } = venue;
      const local = (at: number) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
      expect([local(event.at), local(event.until)]).toEqual([openingHours.close, openingHours.open]);
      expect(event).toMatchObject({ because: 'closed', state: expect.stringMatching(/^(paused|offline)$/) });
    }
    const some = script({}, { share: 0.5 }).events(START, START + DAY).length;
    expect(some / events.length).toBeGreaterThan(0.3);
    expect(some / events.length).toBeLessThan(0.7);
  });

  it('opens at the right hour after a night in which the clocks changed', () => {
    const night = { name: 'Bar', timezone: 'Europe/Madrid', openingHours: { open: '08:00', close: '23:00' } };
    const [venue] = estate.venues;
    if (!venue) throw new Error('no venue');
    const one = { ...estate, venues: [{ ...venue, ...night } as typeof venue] };
    const [event] = scriptOf(one, 'a', NOTHING, 1).events(
      Date.parse('2026-10-24T20:00Z'),
      Date.parse('2026-10-25T12:00Z'),
    );
    expect(event).toMatchObject({ at: Date.parse('2026-10-24T21:00Z'), until: Date.parse('2026-10-25T07:00Z') });
  });

  it('is empty where nothing plays', () => {
    expect(scriptOf({ seed: 1, venues: [] }, 'a', ratesFrom(100), 1).events(START, START + DAY)).toEqual([]);
  });
});
