import { writeCallbackData } from '../../lambdas/conversation/outbox/callback-data.ts';
import { recordStatus } from '../../lambdas/conversation/outbox/record-status.ts';
import { aMessage } from '../builders/messages.ts';
import { memoryTable } from './memory-table.ts';
import { Crash, echo, World } from './world.ts';

const texts = (world: World) => world.sent.map(({ text }) => text);

describe('one message', () => {
  it.each(['whatsapp', 'line'] as const)('gets one answer on %s', async (channel) => {
    const world = new World();
    world.receive(aMessage('no music', world.now, { channel }));
    await world.run();
    expect(texts(world)).toEqual(['you said: no music']);
    expect(world.table.reports()).toHaveLength(1);
    expect(world.table.rows().every((row) => !row.open && row.due === undefined)).toBe(true);
  });

  it('is answered once when its webhook comes fifty times, and again a week later', async () => {
    const world = new World();
    const message = aMessage('no music', world.now);
    for (let i = 0; i < 50; i++) world.receive(message);
    await world.run();
    world.now += 7 * 24 * 3600_000;
    world.receive(message);
    await world.run();
    expect(texts(world)).toEqual(['you said: no music']);
  });

  it('answers LINE by the free reply token while it lives, and by push after that', async () => {
    const world = new World();
    world.receive(aMessage('quick', world.now, { channel: 'line' }));
    await world.run();
    world.receive(aMessage('late', world.now - 120_000, { channel: 'line' }));
    await world.run();
    expect(world.sent.map(({ via }) => via)).toEqual(['reply', 'push']);
  });
});

describe('a refused reply token', () => {
  it('is not tried again: the answer goes out by push at once', async () => {
    const world = new World();
    const began = world.now;
    world.vendor = (n) => (n === 1 ? { kind: 'token-refused' } : undefined);
    world.receive(aMessage('no music', world.now, { channel: 'line' }));
    await world.run();
    expect(world.sent).toMatchObject([{ via: 'push', text: 'you said: no music' }]);
    expect((world.sent[0]?.at ?? Number.NaN) - began).toBeLessThan(5_000);
  });
});

describe('two answers by LINE push', () => {
  it('have keys of their own, or the second would pass for a repetition of the first', async () => {
    const world = new World();
    for (const text of ['first', 'second']) {
      world.receive(aMessage(text, world.now - 120_000, { channel: 'line' }));
      await world.run();
    }
    expect(texts(world)).toEqual(['you said: first', 'you said: second']);
    expect(world.sent.map(({ via }) => via)).toEqual(['push', 'push']);
  });
});

describe('an answer of two messages', () => {
  it('is sent once each, also when the first one’s status changes the row while the second one is on its way', async () => {
    const world = new World();
    world.decide = ({ conversation }, fragments) => {
      const { bubbles, ...turn } = echo(conversation, fragments);
      return { ...turn, bubbles: [...bubbles, { kind: 'text', text: 'and more' }] };
    };
    const told: Promise<unknown>[] = [];
    world.vendor = (n) => {
      const [row] = world.table.rows();
      if (n !== 2 || !row) return undefined;
      const callbackData = writeCallbackData({ ...row, parcel: 0, attempt: 1, invitation: false });
      const status = { messageId: 'w', status: 'read' as const, at: '2026-11-21T10:00:00.000Z', callbackData };
      told.push(recordStatus(status, { outbox: world.table.outbox, clock: () => new Date(world.now) }));
      return undefined;
    };
    world.tellsStatuses = false;
    world.receive(aMessage('no music', world.now));
    await world.run();
    await Promise.all(told);
    expect(texts(world)).toEqual(['you said: no music', 'and more']);
    expect(world.table.rows()[0]?.parcels.map(({ state }) => state)).toEqual(['read', 'accepted']);
  });
});

describe('a turn without an answer', () => {
  it('consumes its fragments and leaves nothing to send', async () => {
    const world = new World();
    world.decide = ({ conversation }) => ({ conversation, bubbles: [], reason: 'nothing-to-say' });
    world.receive(aMessage('hello', world.now));
    await world.run();
    expect([world.sent, world.table.rows(), world.deadLetters]).toEqual([[], [], []]);
  });
});

describe('fragments', () => {
  it('sent close together are one turn, in the order they were sent', async () => {
    const world = new World();
    const { now } = world;
    world.receive(aMessage('hello', now));
    world.now = now + 900;
    world.receive(aMessage('lobby is silent', now + 900));
    await world.run();
    expect(texts(world)).toEqual(['you said: hello + lobby is silent']);
  });

  it('sent ten seconds apart are two turns', async () => {
    const world = new World();
    world.receive(aMessage('hello', world.now));
    await world.run(10);
    world.receive(aMessage('lobby is silent', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: hello', 'you said: lobby is silent']);
  });

  it('that never stop are answered all the same', async () => {
    const world = new World();
    for (let i = 0; i < 8; i++) {
      world.receive(aMessage(`word ${i}`, world.now));
      await world.run(1.5);
    }
    expect(world.sent.length).toBeGreaterThan(0);
    await world.run();
    expect(
      texts(world)
        .join(' + ')
        .match(/word \d/g),
    ).toHaveLength(8);
  });

  it('end with a tap: a tap is answered at once', async () => {
    const world = new World();
    const began = world.now;
    world.receive(aMessage('Yes', world.now, { tapId: 'yes' }));
    await world.run();
    expect((world.sent[0]?.at ?? Number.NaN) - began).toBeLessThan(1_000);
  });
});

describe.each(['whatsapp', 'line'] as const)('a crash on %s', (channel) => {
  it('at any await between receive and delete loses nothing and doubles nothing', async () => {
    const points = await pointsOf(channel);
    expect(points.length).toBeGreaterThan(15);
    for (const point of points.keys()) {
      const world = new World();
      let seen = 0;
      world.interrupt = () => {
        if (seen++ === point) throw new Crash();
      };
      world.receive(aMessage('no music', world.now, { channel }));
      await world.run();
      expect({ point: points[point], sent: texts(world) }).toEqual({
        point: points[point],
        sent: ['you said: no music'],
      });
      expect(world.table.reports()).toHaveLength(1);
      expect(world.table.rows().every((row) => !row.open)).toBe(true);
      expect(world.deadLetters).toEqual([]);
    }
  });

  it('twice in a row, at any two of them, still answers, and within three minutes', async () => {
    const points = await pointsOf(channel);
    for (const first of points.keys()) {
      for (let second = first + 1; second < points.length; second += 3) {
        const world = new World();
        const began = world.now;
        let seen = 0;
        world.interrupt = () => {
          const at = seen++;
          if (at === first || at === second) throw new Crash();
        };
        world.receive(aMessage('no music', world.now, { channel }));
        await world.run();
        // A LINE reply whose process died, twice, after the minute its token lives: nobody can know; see the decision.
        expect(world.sent.length).toBeGreaterThanOrEqual(1);
        expect(world.sent.length).toBeLessThanOrEqual(channel === 'line' ? 2 : 1);
        expect((world.sent[0]?.at ?? Number.NaN) - began).toBeLessThan(180_000);
        expect(world.table.reports()).toHaveLength(1);
      }
    }
  });
});

/** Every call that leaves the process on the way of one message, in order. */
async function pointsOf(channel: 'whatsapp' | 'line'): Promise<string[]> {
  const world = new World();
  const points: string[] = [];
  world.interrupt = (point) => void points.push(point);
  world.receive(aMessage('no music', world.now, { channel }));
  await world.run();
  return points;
}

describe('trouble with the database', () => {
  it('for five minutes delays the answer and loses nothing, without an apology', async () => {
    const world = new World();
    const back = world.now + 5 * 60_000;
    world.interrupt = (point) => {
      if (world.now < back && /load|save|openRows|saveRow/i.test(point)) throw new Error('throttled');
    };
    world.receive(aMessage('no music', world.now));
    await world.run(900);
    expect(texts(world)).toEqual(['you said: no music']);
    expect(world.deadLetters).toEqual([]);
  });
});

describe('a directory away for two hours', () => {
  it('answers everybody once it is back, and asks for it ever more rarely meanwhile', async () => {
    const world = new World();
    const back = world.now + 2 * 3600_000;
    let asked = 0;
    world.interrupt = (point) => {
      if (point !== 'before decide') return;
      asked++;
      if (world.now < back) throw new Error('away');
    };
    world.receive(aMessage('no music', world.now));
    await world.run(4 * 3600);
    expect(texts(world)).toEqual(['you said: no music']);
    expect(asked).toBeLessThan(2_000);
  });
});

describe('a vendor', () => {
  const trouble = [
    ['answers 5xx three times', (n: number) => (n <= 3 ? refused('unavailable') : undefined)],
    ['throttles twice', (n: number) => (n <= 2 ? refused('throttled') : undefined)],
    ['throttles the pair twice', (n: number) => (n <= 2 ? refused('pair-throttled') : undefined)],
    ['loses its answer', (n: number) => (n === 1 ? ('lost' as const) : undefined)],
    ['never answers once', (n: number) => (n === 1 ? { kind: 'unknown' as const } : undefined)],
    [
      'throttles six times, then is silent once',
      (n: number) => (n <= 6 ? refused('throttled') : n === 7 ? { kind: 'unknown' as const } : undefined),
    ],
    ['has our token expired for ten minutes', (n: number) => (n <= 2 ? refused('account') : undefined)],
  ] as const;

  describe.each(['whatsapp', 'line'] as const)('%s', (channel) => {
    it.each(trouble)('that %s still delivers once', async (_, vendor) => {
      const world = new World();
      world.vendor = vendor;
      world.receive(aMessage('no music', world.now, { channel }));
      await world.run(3600);
      expect(texts(world)).toEqual(['you said: no music']);
    });
  });

  it('that throttles is asked no sooner than agreed, also when the person writes again', async () => {
    const world = new World();
    const asked: number[] = [];
    world.vendor = (n) => {
      asked.push(world.now);
      return n <= 4 ? refused('pair-throttled') : undefined;
    };
    world.receive(aMessage('first', world.now));
    await world.run(12);
    world.receive(aMessage('second', world.now));
    await world.run(1200);
    const pauses = asked.slice(1, 5).map((at, i) => (at - (asked[i] ?? 0)) / 1000);
    for (const [i, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(4 ** i);
    expect(texts(world)).toEqual(['you said: first', 'you said: second']);
  });

  it('that says nothing for three minutes loses no answer', async () => {
    const world = new World();
    const back = world.now + 180_000;
    world.vendor = () => (world.now < back ? { kind: 'unknown' } : undefined);
    world.receive(aMessage('no music', world.now));
    await world.run(1200);
    expect(texts(world)).toEqual(['you said: no music']);
  });

  it('that refuses a message for good leaves a visible failure and lets the next answer through', async () => {
    const world = new World();
    world.vendor = (n) => (n === 1 ? refused('bad-request') : undefined);
    world.receive(aMessage('first', world.now));
    await world.run();
    world.receive(aMessage('second', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: second']);
    expect(world.table.rows()[0]?.parcels).toMatchObject([{ state: 'failed', failure: 'bad-request' }]);
  });

  it('that is silent keeps later answers behind the one nobody knows about', async () => {
    const world = new World();
    world.vendor = (n) => (n === 1 ? { kind: 'unknown' } : undefined);
    world.receive(aMessage('first', world.now));
    await world.run(4);
    world.receive(aMessage('second', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: first', 'you said: second']);
  });
});

describe('a closed WhatsApp window', () => {
  it('holds the answer to a message that reached us days late, and sends it when the person writes again', async () => {
    const world = new World();
    world.receive(aMessage('old news', world.now, { sentAt: world.now - 3 * 24 * 3600_000 }));
    await world.run();
    expect(world.sent).toEqual([]);
    expect(world.table.rows()[0]?.parcels).toMatchObject([{ state: 'held', reason: 'window-closed' }]);
    world.receive(aMessage('hello again', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: old news', 'you said: hello again']);
  });
});

describe('an answer held for longer than a conversation lasts', () => {
  it('gives way to the answer of today', async () => {
    const world = new World();
    world.receive(aMessage('old news', world.now, { sentAt: world.now - 3 * 24 * 3600_000 }));
    await world.run(3 * 3600);
    world.receive(aMessage('hello again', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: hello again']);
    expect(world.table.rows()[0]?.parcels).toMatchObject([{ state: 'failed', failure: 'superseded' }]);
  });
});

describe('a vendor that says the window is closed although we think it open', () => {
  it('is asked once, and again only after the person wrote again', async () => {
    const world = new World();
    let asked = 0;
    world.vendor = () => (++asked === 1 ? refused('window-closed') : undefined);
    world.receive(aMessage('first', world.now));
    await world.run();
    expect([asked, world.table.rows()[0]?.parcels[0]?.state]).toEqual([1, 'held']);
    world.receive(aMessage('second', world.now));
    await world.run();
    expect(texts(world)).toEqual(['you said: first', 'you said: second']);
  });
});

describe('a closed WhatsApp window with an approved template', () => {
  it('has the person invited once, and told what was held when they write', async () => {
    const world = new World();
    world.reopenTemplate = { name: 'answer_waiting', language: 'en' };
    world.receive(aMessage('old news', world.now, { sentAt: world.now - 3 * 24 * 3600_000 }));
    await world.run(3 * 3600);
    expect(texts(world)).toEqual(['template']);
    world.now = Date.parse(world.table.rows()[0]?.createdAt ?? '') + 3600_000;
    world.receive(aMessage('hello again', world.now));
    await world.run();
    expect(texts(world)).toEqual(['template', 'you said: old news', 'you said: hello again']);
  });
});

describe('an invitation that the vendor refuses', () => {
  it.each([
    ['at once', 'unavailable' as const],
    ['for good', 'bad-request' as const],
  ])('%s is told, for nobody would see it otherwise', async (_, failure) => {
    const world = new World();
    world.reopenTemplate = { name: 'answer_waiting', language: 'en' };
    world.vendor = () => refused(failure);
    world.receive(aMessage('old news', world.now, { sentAt: world.now - 3 * 24 * 3600_000 }));
    await world.run();
    expect(world.invitations).toEqual([refused(failure)]);
  });

  it('later, by a status, is told with its class', async () => {
    const contact = { channel: 'whatsapp' as const, userId: 'u' };
    const callbackData = writeCallbackData({ contact, seq: 2, parcel: 0, attempt: 1, invitation: true });
    const ports = { outbox: memoryTable().outbox, clock: () => new Date() };
    const status = { messageId: 'w', at: '2026-11-21T10:00:00.000Z', callbackData };
    expect(await recordStatus({ ...status, status: 'failed', errorCode: 132001 }, ports)).toEqual({
      kind: 'invitation-failed',
      refusal: { failure: 'bad-request', code: '132001', providerId: 'w' },
      contact,
      seq: 2,
    });
    expect(await recordStatus({ ...status, status: 'delivered' }, ports)).toMatchObject({ reason: 'invitation' });
  });
});

describe('several answers behind a closed window', () => {
  it('invite the person once', async () => {
    const world = new World();
    world.reopenTemplate = { name: 'answer_waiting', language: 'en' };
    for (const text of ['old news', 'older news']) {
      world.receive(aMessage(text, world.now, { sentAt: world.now - 3 * 24 * 3600_000 }));
      await world.run();
    }
    expect(texts(world)).toEqual(['template']);
    expect(world.table.rows().map(({ parcels }) => parcels[0]?.state)).toEqual(['held', 'held']);
  });
});

describe('a turn that cannot be taken', () => {
  const poison = (world: World) => {
    const decide = world.decide;
    world.decide = (chat, fragments) => {
      if (fragments.some(({ text }) => text === 'poison')) throw new Error('cannot be read');
      return decide(chat, fragments);
    };
  };

  it('reaches the dead letters, tells the person so, and frees the chat', async () => {
    const world = new World();
    poison(world);
    world.receive(aMessage('poison', world.now));
    await world.run();
    expect(texts(world)).toEqual(['sorry']);
    expect(world.deadLetters).toHaveLength(1);
    world.receive(aMessage('hello', world.now));
    await world.run();
    expect(texts(world)).toEqual(['sorry', 'you said: hello']);
  });

  it('is answered once after a redrive, however often it is redriven', async () => {
    const world = new World();
    const decide = world.decide;
    poison(world);
    world.receive(aMessage('poison', world.now));
    await world.run();
    const letters = [...world.deadLetters];
    world.decide = decide;
    world.redrive();
    await world.run();
    world.deadLetters.push(...letters);
    world.redrive();
    await world.run();
    expect(texts(world)).toEqual(['sorry', 'you said: poison']);
    expect(world.table.reports()).toHaveLength(1);
  });

  it('that kills its process is given up all the same', async () => {
    const world = new World();
    world.decide = () => {
      throw new Crash();
    };
    world.receive(aMessage('poison', world.now));
    await world.run();
    expect(texts(world)).toEqual(['sorry']);
  });
});

const refused = (
  failure: 'unavailable' | 'throttled' | 'pair-throttled' | 'account' | 'bad-request' | 'window-closed',
) => ({
  kind: 'refused' as const,
  failure,
  code: 'test',
});
