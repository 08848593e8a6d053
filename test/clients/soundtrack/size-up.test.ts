import { type Priced, sizeUp } from '../../../lambdas/clients/soundtrack/size-up.ts';

const costing = (tokens: number): Priced => ({ kind: 'answer', cost: { tokens, available: 3_000 } });
const refused = (reason: 'too-costly' | 'bad-request' | 'forbidden'): Priced => ({
  kind: 'refused',
  reason,
  errors: [],
});
const later = (reason: 'timeout' | 'rate-limited'): Priced => ({ kind: 'later', reason, mayHaveRun: true });

async function sizes(priceOf: (size: number) => Priced, wanted = 100) {
  const asked: number[] = [];
  const result = await sizeUp(
    async (size) => {
      asked.push(size);
      return priceOf(size);
    },
    { wanted, mostTokens: 1_200 },
  );
  return { result, asked };
}

describe('the size of a request', () => {
  it.each<[string, (size: number) => Priced, number, object, number[]]>([
    ['as wanted, where size is free', () => costing(38), 100, { size: 100, tokens: 38, perOne: 0 }, [1, 2, 100]],
    [
      'as wanted, where it can be afforded',
      (n) => costing(1 + 11 * n),
      100,
      { size: 100, tokens: 1_101, perOne: 11 },
      [1, 2, 100],
    ],
    ['smaller where it cannot', (n) => costing(1 + 31 * n), 100, { size: 38, tokens: 1_179, perOne: 31 }, [1, 2, 38]],
    ['one where two are too dear', (n) => costing(1_000 * n), 100, { size: 1, tokens: 1_000 }, [1, 2]],
    [
      'half, where a large one is refused',
      (n) => (n > 30 ? refused('too-costly') : costing(5)),
      100,
      { size: 25 },
      [1, 2, 100, 50, 25],
    ],
    [
      'half, where a large one has no such page',
      (n) => (n > 50 ? refused('bad-request') : costing(5)),
      100,
      { size: 50 },
      [1, 2, 100, 50],
    ],
    [
      'half, where a large one is too slow',
      (n) => (n > 50 ? later('timeout') : costing(5)),
      100,
      { size: 50 },
      [1, 2, 100, 50],
    ],
    [
      'two, where three are refused',
      (n) => (n > 2 ? refused('too-costly') : costing(5)),
      4,
      { size: 2, tokens: 5 },
      [1, 2, 4],
    ],
    [
      'one, where two are refused',
      (n) => (n > 1 ? refused('too-costly') : costing(5)),
      4,
      { size: 1, tokens: 5 },
      [1, 2],
    ],
    ['one, where one is wanted', () => costing(5), 1, { size: 1, tokens: 5 }, [1]],
    ['not known without headers', () => ({ kind: 'answer' }), 100, { because: 'no-cost-told' }, [1]],
    ['not known under a limit', () => later('rate-limited'), 100, { because: 'rate-limited' }, [1]],
    [
      'not known when it ends in the middle',
      (n) => (n > 2 ? refused('forbidden') : costing(5)),
      100,
      { because: 'forbidden' },
      [1, 2, 100],
    ],
  ])('is %s', async (_, priceOf, wanted, expected, requests) => {
    const { result, asked } = await sizes(priceOf, wanted);
    expect(result).toMatchObject(expected);
    expect(asked).toEqual(requests);
  });
});
