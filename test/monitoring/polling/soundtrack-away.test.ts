import { aShard, PROMISE_SECONDS, type ShardUnderTest } from './a-shard.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const MINUTE = 60_000;
/** Whatever keeps Soundtrack from telling anything at all. */
const AWAY: [string, object][] = [
  ['server errors', { http500: true }],
  ['unavailable, in plain text', { http503: true }],
  ['no answer in time', { timeout: { seconds: 60 } }],
  ['answers that break off in the middle', { halfPage: true }],
  ['web pages', { notJson: true }],
  ['answers that get lost', { lostResponse: true }],
  ['a rate limit, as a message of a 200', { throttled: true }],
  ['a rate limit, as a code of a 200', { throttled: { rate: 1, form: 'code' } }],
  ['a rate limit, as a 429', { throttled: { rate: 1, form: 'http-429' } }],
  ['a rate limit that says when to come back', { throttled: { rate: 1, form: 'http-429', retryAfterSeconds: 45 } }],
  ['one field that is gone, and every query with it', { unknownField: { rate: 1, field: 'SoundZone.online' } }],
  ['a token that was revoked', { tokenRevoked: true }],
  ['zones of every account failing inside Soundtrack', { partialErrors: true }],
];

describe.each(AWAY)('Soundtrack away: %s', (_, fault) => {
  it('begins no outage, ends none, loses none, and leaves one unknown spell a zone', async () => {
    shard = await aShard();
    await shard.run(900);
    const [running, meanwhile] = [shard.zonesOfVenue('1001')[0]?.id, shard.zonesOfVenue('1002')[0]?.id];
    await shard.break({ zone: running, state: 'offline' });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([running]);

    const awayAt = shard.now();
    const changesBefore = shard.changes().length;
    await shard.faults(fault);
    await shard.run(120);
    await shard.break({ zone: meanwhile, state: 'offline' });
    await shard.run(40 * 60);
    expect(shard.changes().slice(changesBefore)).toEqual([]);
    expect(shard.notices.map(({ subject }) => subject)).toEqual([expect.stringMatching('degraded')]);
    expect((await shard.tick()).coverage.fresh).toBe(0);

    const backAt = shard.now();
    await shard.faults(Object.fromEntries(Object.keys(fault).map((name) => [name, 0])));
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([running, meanwhile]);
    expect(shard.told('outage-ended')).toEqual([]);
    expect(shard.notices.map(({ subject }) => subject)).toEqual([
      expect.stringMatching('degraded'),
      expect.stringMatching('restored'),
    ]);
    const spells = shard.told('unknown');
    expect(spells.map(({ zoneId }) => zoneId).sort()).toEqual(shard.zoneIds().sort());
    for (const { at, until } of spells) {
      expect(at).toBeGreaterThan(awayAt - MINUTE);
      expect(at).toBeLessThanOrEqual(awayAt + 11 * MINUTE);
      expect(until).toBeGreaterThanOrEqual(backAt);
      expect(until).toBeLessThanOrEqual(backAt + 6 * MINUTE);
    }

    await shard.mend({ zone: [running, meanwhile] });
    await shard.run(PROMISE_SECONDS);
    expect(
      shard
        .told('outage-ended')
        .map(({ zoneId, reason }) => [zoneId, reason])
        .sort(),
    ).toEqual(
      [
        [running, 'recovered'],
        [meanwhile, 'recovered'],
      ].sort(),
    );
    expect(shard.told('unknown')).toHaveLength(spells.length);
    expect(shard.failures).toEqual([]);
  });
});

describe('Soundtrack away as a whole', () => {
  it('costs one write a leg, and none to the states', async () => {
    shard = await aShard({ way: { accountsPerRequest: 1 } });
    await shard.run(900);
    const before = structuredClone([...shard.states.all]);
    const writes = shard.states.writes.length;
    await shard.faults({ http503: true });
    await shard.run(3_600);
    expect([...shard.states.all]).toEqual(before);
    expect(shard.states.writes).toHaveLength(writes);
    const heartbeats = await shard.one.notes.heartbeats();
    expect([...heartbeats.values()].every(({ unread }) => unread?.reason === 'unavailable')).toBe(true);
  });

  it('from the very beginning on tells nothing, and everything is read once it is there', async () => {
    shard = await aShard();
    await shard.faults({ http503: true });
    await shard.run(3_600);
    expect(shard.changes()).toEqual([]);
    await shard.faults({ http503: 0 });
    await shard.run(900);
    expect(shard.states.all.size).toBe(shard.list().accounts.size);
    expect(shard.told('outage-began')).toEqual([]);
  });
});
