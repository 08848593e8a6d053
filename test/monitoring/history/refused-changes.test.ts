import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { anEvent, aRecord, MARCH, status, unknown } from './a-change.ts';
import { type Landing, startLanding } from './a-landing.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterAll(() => landing.close());

describe('what can never be landed', () => {
  it('one row that the database refuses stands alone, is kept aside and told; all others are landed', async () => {
    const many = Array.from({ length: 100 }, (_, at) => anEvent(at + 1, [status(`z${at}`, MARCH + at, 'down')]));
    const poisoned = many.map((event, at) => (at === 63 ? { ...event, venueOf: { z63: 'no number' } } : event));
    await landing.deliver(poisoned.map((event) => aRecord(event)));
    expect((await landing.tables()).zone_events.map(({ zone_id }) => zone_id)).toEqual(
      many.flatMap((_, at) => (at === 63 ? [] : [`z${at}`])),
    );
    expect(landing.calls.length).toBeLessThan(20);
    expect(landing.metrics.get('ChangeNotLanded')).toBe(1);
    expect(landing.metrics.get('ChangesLanded')).toBe(99);
    const [[key, text] = []] = [...landing.objects].filter(([name]) => name.startsWith('changes/refused/'));
    expect(key).toMatch(/^changes\/refused\/2026\/03\/01\/01\/[0-9a-f]{32}\.json$/);
    expect(JSON.parse(text ?? '')).toMatchObject({
      what: 'row',
      table: 'zone_events',
      code: 'invalid-value',
      row: { zone: 'z63', venue: 'no number', seq: 64 },
    });
    expect(landing.logged).toEqual([
      {
        message: 'change refused',
        fields: { key, reason: 'invalid-value', table: 'zone_events', account: 'pseudonym of account-1' },
      },
    ]);
  });

  it.each([
    ['a spell that ends before it began', [status('z1', MARCH, 'down'), unknown('z2', MARCH, MARCH - 1)]],
    ['a sign that no text may hold', [status('z1', MARCH, 'down'), status('z2\u0000', MARCH, 'down')]],
    ['a name longer than an index takes', [status('z1', MARCH, 'down'), status(noise(9_000), MARCH, 'down')]],
  ])('%s keeps nobody waiting', async (_, changes) => {
    await landing.deliver([aRecord(anEvent(1, changes))]);
    const { zone_events: events } = await landing.tables();
    expect(events.map(({ zone_id }) => zone_id)).toContain('z1');
    expect(landing.metrics.get('ChangeNotLanded')).toBe(1);
  });

  it('an item that cannot be read is kept whole, and the others are landed', async () => {
    const odd = aRecord(anEvent(1, [status('z1', MARCH, 'down')]));
    const image = { ...odd.image, event: { S: '{"id": "half' } };
    await landing.deliver([{ ...odd, image }, aRecord(anEvent(2, [status('z2', MARCH, 'down')]))]);
    expect((await landing.tables()).zone_events).toMatchObject([{ zone_id: 'z2' }]);
    const kept = [...landing.objects].find(([key]) => key.startsWith('changes/refused/'))?.[1];
    expect(JSON.parse(kept ?? '')).toEqual({ what: 'item', fields: 'event', item: image });
    expect(landing.logged).toMatchObject([
      { fields: { reason: 'not-readable', fields: 'event', account: 'pseudonym of account-1' } },
    ]);
    expect(landing.metrics.get('ChangeNotLanded')).toBe(1);
  });

  it('a state that cannot be read does not keep its news from history', async () => {
    const odd = aRecord(anEvent(1, [status('z1', MARCH, 'down')]));
    await landing.deliver([{ ...odd, image: { ...odd.image, state: { S: 'of a later version' } } }]);
    expect((await landing.tables()).zone_events).toHaveLength(1);
  });

  it('items that are no states are left alone', async () => {
    const image = { pk: { S: 'LEG#one#1' }, sk: { S: 'HEARTBEAT' } };
    await landing.deliver([
      { id: 'x', image },
      { id: 'y', image: undefined },
    ]);
    expect([landing.calls.length, landing.objects.size]).toEqual([0, 0]);
  });
});

/** Does not shrink when it is packed. */
function noise(length: number): string {
  const random = seededRandom(length);
  return Array.from({ length }, () => random.whole(0, 35).toString(36)).join('');
}
