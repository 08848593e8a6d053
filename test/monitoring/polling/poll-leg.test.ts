import { UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { pollLeg } from '../../../lambdas/monitoring/polling/poll-leg.ts';
import type { PollPorts } from '../../../lambdas/monitoring/polling/poll-ports.ts';
import type { LegWork } from '../../../lambdas/monitoring/polling/work.ts';
import { aPolicy } from '../detection/an-account.ts';
import { aHeartbeat, NOW } from '../planning/a-situation.ts';
import { shardNotesInMemory, statesInMemory } from '../store/in-memory.ts';

const PAGES = { ...UNMEASURED_WAY, shape: 'pages', detail: 'full', fullEvery: 1 } as const;
const work = (more: object = {}): LegWork => ({
  kind: 'pages',
  leg: 'p0',
  round: 5,
  range: { after: null, until: null },
  ...more,
});

/** A leg that was last read so many seconds ago, and what is asked of Soundtrack for a piece of work. */
async function asked(secondsAgo: number, piece: LegWork, { way = PAGES as PollPorts['way'], heartbeat = {} } = {}) {
  const notes = shardNotesInMemory();
  const at = NOW - secondsAgo * 1000;
  await notes.saveHeartbeat(aHeartbeat('p0', { round: 4, at, read: ['a'], again: true, ...heartbeat }));
  const texts: string[] = [];
  const polled = await pollLeg(piece, {
    notes,
    way,
    states: statesInMemory(),
    policy: aPolicy(),
    shard: 'one',
    clock: () => new Date(NOW),
    owns: () => true,
    zonesOf: () => [],
    accountIds: ['a'],
    visible: { accounts: 1, zones: 1 },
    intervalSeconds: 300,
    send: async () => {},
    tokensSpent: () => 0,
    soundtrack: {
      async ask({ text }) {
        texts.push(text);
        return { kind: 'later', reason: 'network', mayHaveRun: false };
      },
    },
  });
  return { polled, texts, round: (await notes.heartbeat('p0'))?.round };
}

const asksForAll = (texts: string[]) => texts.some((text) => text.includes('playback'));

describe('a leg', () => {
  it('is read in its round', async () => {
    const { polled, texts, round } = await asked(300, work());
    expect([polled.kind, texts.length, round]).toEqual(['done', 1, 5]);
    expect(asksForAll(texts)).toBe(true);
  });

  it('that was looked at again while its round was on the way counts as read', async () => {
    const { polled, texts, round } = await asked(119, work());
    expect([polled.kind, texts, round]).toEqual(['already', [], 5]);
    expect((await asked(121, work())).texts).toHaveLength(1);
  });

  it.each([
    ['it could not be read then', work(), { heartbeat: { unread: { since: NOW - 1000, reason: 'timeout' } } }],
    ['its end was lost then', work(), { heartbeat: { lost: true } }],
    ['that was no further look, but a round', work(), { heartbeat: { again: undefined } }],
    ['it is its turn to be read in full', work(), { way: { ...PAGES, detail: 'presence' as const } }],
    ['it is to be looked at again', work({ again: 1 }), {}],
  ])('is read nevertheless when %s', async (_, piece, more) => {
    expect((await asked(20, piece, more)).texts).toHaveLength(1);
  });

  it('is looked at again for presence where the first look told the rest, and in full where it did not', async () => {
    expect(asksForAll((await asked(60, work({ again: 1 }))).texts)).toBe(false);
    const sparing = { ...PAGES, detail: 'presence' as const, fullEvery: 12 };
    expect(asksForAll((await asked(60, work({ again: 1 }), { way: sparing })).texts)).toBe(true);
  });
});
