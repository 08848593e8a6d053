import { describe, expect, it } from '@jest/globals';
import { type RequestPorts, requestSync } from '../../../lambdas/sync/run/request-sync.ts';
import type { RunInput } from '../../../lambdas/sync/run/sync-run.ts';

const now = new Date('2026-11-21T10:00:00Z');

/** One sheet, one machine, in memory; `dieAt` ends the requester where it stands. */
function world() {
  let holder: RunInput | undefined;
  let salt = 0;
  const executions = new Map<string, 'running' | 'ended'>();
  const started: string[] = [];
  const control = { dieBeforeStart: false, refused: 0 };
  const ports: RequestPorts = {
    lease: {
      holder: async () => holder,
      async acquire(run) {
        if (holder) return false;
        holder = run;
        return true;
      },
      async release(runId) {
        if (holder?.runId === runId) holder = undefined;
      },
    },
    executions: {
      async start(run) {
        if (control.dieBeforeStart) throw new Error('died');
        if (!executions.has(run.runId)) started.push(run.runId);
        executions.set(run.runId, 'running');
      },
      state: async (runId) => executions.get(runId) ?? 'never-started',
    },
    limit: async () =>
      control.refused > 0 ? { kind: 'refused', retryAfterSeconds: control.refused } : { kind: 'allowed' },
    salt: () => String(salt++),
  };
  const end = (runId: string, { giveBack = true } = {}) => {
    executions.set(runId, 'ended');
    if (giveBack) holder = undefined;
  };
  const ask = (request: Parameters<typeof requestSync>[0] = { by: 'anna' }) => requestSync(request, ports, now);
  return { ask, end, control, started, holder: () => holder };
}

describe('a request for a sync', () => {
  it('starts a run whose id says when', async () => {
    const { ask, holder } = world();
    expect(await ask()).toEqual({ kind: 'started', runId: '2026-11-21-100000-0' });
    expect(holder()).toMatchObject({ requestedBy: 'anna', approves: '', discover: false });
  });

  it('joins the run under way', async () => {
    const { ask, started } = world();
    const first = await ask();
    expect(await ask({ by: 'schedule' })).toEqual({ ...first, kind: 'joined' });
    expect(started).toHaveLength(1);
  });

  it.each([[{ by: 'anna', approves: 'abc' }], [{ by: 'anna', discover: true }]])(
    'does not join a run that was not told of it: %j',
    async (request) => {
      const { ask, started } = world();
      await ask();
      expect((await ask(request)).kind).toBe('busy');
      expect(started).toHaveLength(1);
    },
  );

  it('starts the run of a requester who died between taking the right and starting', async () => {
    const { ask, control, started } = world();
    control.dieBeforeStart = true;
    await expect(ask()).rejects.toThrow('died');
    control.dieBeforeStart = false;
    expect(await ask()).toEqual({ kind: 'joined', runId: '2026-11-21-100000-0' });
    expect(started).toEqual(['2026-11-21-100000-0']);
  });

  it('takes over from a run that ended without giving the right back', async () => {
    const { ask, end } = world();
    const first = await ask();
    end('runId' in first ? first.runId : '', { giveBack: false });
    expect(await ask()).toEqual({ kind: 'started', runId: '2026-11-21-100000-1' });
  });

  it('is refused with the time to wait when too many were made', async () => {
    const { ask, control, started } = world();
    control.refused = 7;
    expect(await ask()).toEqual({ kind: 'too-many', retryAfterSeconds: 7 });
    expect(started).toHaveLength(0);
  });

  it.each<[string, Parameters<typeof requestSync>[0]]>([
    ['nobody asks', { by: ' ' }],
    ['a name is a paragraph', { by: 'x'.repeat(101) }],
    ['what is approved is no fingerprint', { by: 'anna', approves: 'x'.repeat(101) }],
  ])('is refused before it takes the right to run when %s', async (_, request) => {
    const { ask, started, holder } = world();
    await expect(ask(request)).rejects.toMatchObject({ code: 'bad-request', retryable: false });
    expect(started).toHaveLength(0);
    expect(holder()).toBeUndefined();
    expect((await ask()).kind).toBe('started');
  });

  it('starts one run, however many ask at once', async () => {
    const { ask, started } = world();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(started).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'started')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'joined')).toHaveLength(19);
  });
});
