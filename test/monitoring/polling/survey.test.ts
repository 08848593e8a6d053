import { UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import type { PollPorts } from '../../../lambdas/monitoring/polling/poll-ports.ts';
import { survey } from '../../../lambdas/monitoring/polling/survey.ts';

describe('a survey', () => {
  it('that another one has overtaken asks nothing more', async () => {
    let asked = 0;
    const ports = {
      way: UNMEASURED_WAY,
      notes: { surveyed: async () => ({ madeAt: 2_000, ranges: [{ after: null, until: null }] }) },
      soundtrack: {
        async ask() {
          asked += 1;
          return { kind: 'later', reason: 'network', mayHaveRun: false };
        },
      },
    } as unknown as PollPorts;
    const work = { kind: 'survey', after: 'cursor', ranges: [], seen: 100 } as const;
    expect(await survey({ ...work, ranges: [], begunAt: 1_000 }, ports)).toEqual({ kind: 'already' });
    expect(asked).toBe(0);
    expect((await survey({ ...work, ranges: [], begunAt: 3_000 }, ports)).kind).toBe('done');
    expect(asked).toBe(1);
  });
});
