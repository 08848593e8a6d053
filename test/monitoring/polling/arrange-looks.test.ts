import { arrangeLooks, type LookAgain } from '../../../lambdas/monitoring/polling/arrange-looks.ts';
import type { LegWork, PollWork } from '../../../lambdas/monitoring/polling/work.ts';
import { aWay } from './a-shard.ts';

const whole: LegWork = { kind: 'pages', leg: 'p0', round: 7, range: { after: null, until: 'z' } };
const wanting = (count: number, afterSeconds = 60): LookAgain[] =>
  Array.from({ length: count }, (_, at) => ({ accountId: `a${at}`, afterSeconds }));
async function arranged(wanted: readonly LookAgain[], options: Partial<Parameters<typeof arrangeLooks>[1]> = {}) {
  const sent: { work: PollWork; delaySeconds: number }[] = [];
  const send = async (work: PollWork, delaySeconds: number) => void sent.push({ work, delaySeconds });
  await arrangeLooks(wanted, { send, legTokens: 125, way: aWay(), ...options });
  return sent;
}

describe('further looks', () => {
  it('are none where nobody deserves one', async () => {
    expect(await arranged([], { whole })).toEqual([]);
    expect(await arranged([], { whole, legTokens: 0 })).toEqual([]);
  });

  it('are by id where few deserve one, one message for those of one moment', async () => {
    const sent = await arranged([...wanting(2), { accountId: 'late', afterSeconds: 300 }], { whole });
    expect(sent).toEqual([
      { work: { kind: 'recheck', accountIds: ['a0', 'a1'] }, delaySeconds: 60 },
      { work: { kind: 'recheck', accountIds: ['late'] }, delaySeconds: 300 },
    ]);
  });

  it('by id come twenty to a message, everybody once', async () => {
    const sent = await arranged(wanting(45));
    const ids = sent.flatMap(({ work }) => (work.kind === 'recheck' ? [work.accountIds] : []));
    expect(ids.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(ids.flat()).toEqual(wanting(45).map(({ accountId }) => accountId));
  });

  it('are at the whole leg where that costs less, at the soonest moment anybody wants', async () => {
    const sent = await arranged([...wanting(20), { accountId: 'soon', afterSeconds: 30 }], { whole });
    expect(sent).toEqual([{ work: { ...whole, again: 1 }, delaySeconds: 30 }]);
  });

  it('at the whole leg are three at most; the rounds go on', async () => {
    expect(await arranged(wanting(20), { whole: { ...whole, again: 2 } })).toMatchObject([{ work: { again: 3 } }]);
    expect(await arranged(wanting(20), { whole: { ...whole, again: 3 } })).toEqual([]);
  });

  it('go by the measured price of an account', async () => {
    const cost = {
      shape: 'accounts' as const,
      detail: 'full' as const,
      tokens: 2,
      perAccount: 1,
      accountsPerRequest: 2,
      zonesPerRequest: 20,
      measuredAt: 0,
    };
    const way = aWay({ measured: { measuredAt: 0, costs: [cost], unmeasured: [] } });
    expect((await arranged(wanting(20), { whole, way })).map(({ work }) => work.kind)).toEqual(['recheck']);
  });
});
