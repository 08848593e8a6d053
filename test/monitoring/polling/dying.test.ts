import { aShard, PROMISE_SECONDS, RHYTHM, type ShardUnderTest } from './a-shard.ts';
import { dieAt, type Interfere } from './interference.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const SETTLED_SECONDS = 400;
const { POLL_INTERVAL_SECONDS } = RHYTHM;

/** An outage while something goes wrong once: when it was told, in seconds after its beginning. */
async function outageWhile(interfere: Interfere): Promise<number[]> {
  shard = await aShard({ way: {} });
  await shard.run(SETTLED_SECONDS);
  const zone = String(shard.zonesOfVenue('1002')[0]?.id);
  // At the worst moment: everybody was looked at just now.
  const last = (await shard.one.notes.heartbeat('p0'))?.at ?? 0;
  await shard.run(Math.ceil((last - shard.now()) / 1000) + POLL_INTERVAL_SECONDS + 2);
  const brokenAt = shard.now();
  await shard.break({ zone, state: 'offline' });
  await shard.run(POLL_INTERVAL_SECONDS - 10);
  shard.interfere(interfere);
  const found: number[] = [];
  for (let at = 0; at < PROMISE_SECONDS + POLL_INTERVAL_SECONDS; at += 10) {
    await shard.run(10);
    if (found.length < shard.told('outage-began').length) found.push((shard.now() - brokenAt) / 1000);
  }
  expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([zone]);
  expect(shard.told('unknown')).toEqual([]);
  await shard.mend({ zone });
  await shard.run(PROMISE_SECONDS);
  expect(shard.told('outage-ended').map(({ zoneId, reason }) => [zoneId, reason])).toEqual([[zone, 'recovered']]);
  // Every saved change has a number of its own, without gaps.
  for (const [accountId, { seq }] of shard.states.all) {
    const numbers = shard.states.writes.filter((write) => write.accountId === accountId).map(({ event }) => event.seq);
    expect(numbers).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
  }
  expect(shard.one.queue.dead).toEqual([]);
  return found;
}

/** Interferes with the so-manieth of these calls, and as many as follow it. */
const atCalls = (wanted: RegExp, from: number, many: number, when: 'before' | 'after', error: Error): Interfere => {
  let seen = 0;
  return (moment) => {
    if (moment.when !== when || !wanted.test(moment.call)) return;
    seen += 1;
    if (seen >= from && seen < from + many) throw error;
  };
};

describe('a process that dies', () => {
  const MOMENTS = Array.from({ length: 10 }, (_, part) => part);
  it.each(MOMENTS)(
    'at any moment on the way to an outage loses and doubles nothing (part %d)',
    async (part) => {
      for (let moment = 1 + part; moment <= 150; moment += MOMENTS.length) {
        const found = await outageWhile(dieAt(moment));
        expect({ moment, found: Number(found[0]) <= PROMISE_SECONDS }).toEqual({ moment, found: true });
        await shard.close();
      }
    },
    120_000,
  );

  it('several times in a row, at one message, is one outage all the same', async () => {
    for (const call of ['save', 'saveHeartbeat', 'send', 'ask', 'load']) {
      const again = dieAt(1);
      let deaths = 0;
      await outageWhile((moment) => {
        if (moment.call !== call || deaths >= 3) return;
        deaths += 1;
        again(moment);
        dieAt(1)(moment);
      });
      await shard.close();
    }
  }, 60_000);
});

describe('a table', () => {
  const throttled = Object.assign(new Error('too much'), { name: 'ProvisionedThroughputExceededException' });
  /** A planner that cannot read what it has to know plans at a later tick: so many seconds later. */
  const FIVE_TICKS = 300;
  it.each<[string, RegExp, number, 'before' | 'after', number?]>([
    ['that takes no states for a while', /^save$/, 3, 'before'],
    ['whose answers to saved states are lost', /^save$/, 3, 'after'],
    ['that hands out no states for a while', /^load$/, 3, 'before'],
    ['that takes no heartbeats for a while', /^saveHeartbeat$/, 3, 'before'],
    ['whose answers to saved heartbeats are lost', /^saveHeartbeat$/, 3, 'after'],
    ['that hands out no heartbeats for a while', /^heartbeats?$/, 5, 'before', FIVE_TICKS],
    ['that takes no plans for a while', /^savePlanned$/, 3, 'before'],
    ['whose answers to saved plans are lost', /^savePlanned$/, 3, 'after'],
    [
      'that does nothing at all for a while',
      /^(save|load|heartbeats?|planned|way|tokens|surveyed)/,
      20,
      'before',
      FIVE_TICKS,
    ],
  ])('%s loses and doubles nothing', async (_, calls, many, when, laterBy = 0) => {
    const [found] = await outageWhile(atCalls(calls, 1, many, when, throttled));
    expect(found).toBeLessThanOrEqual(PROMISE_SECONDS + laterBy);
  });

  it('that somebody else writes to under every first try is tried again', async () => {
    shard = await aShard({ way: {} });
    await shard.run(SETTLED_SECONDS);
    const { save } = shard.states;
    let conflicts = 0;
    shard.states.save = async (account, now) => {
      conflicts += 1;
      return conflicts % 3 === 0 ? save(account, now) : 'conflict';
    };
    const zone = String(shard.zonesOfVenue('1002')[0]?.id);
    await shard.break({ zone, state: 'offline' });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([zone]);
    expect(shard.failures).toEqual([]);
  });
});

describe('a queue that takes no work for a while', () => {
  it.each(['before', 'after'] as const)('(%s it was taken) loses and doubles nothing', async (when) => {
    const away = new Error('the queue is away');
    const [found] = await outageWhile(atCalls(/^send$/, 1, 3, when, away));
    expect(found).toBeLessThanOrEqual(PROMISE_SECONDS);
  });
});
