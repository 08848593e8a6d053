import {
  DOCUMENTED_TERMS,
  secondsUntilAffordable,
  tokensAt,
} from '../../../lambdas/monitoring/polling/token-bucket.ts';

const T = 1_000_000;
const terms = DOCUMENTED_TERMS;

describe('a bucket of tokens', () => {
  it.each([
    [100, 0, 100],
    [100, 10, 600],
    [3_500, 10, 3_600],
    [0, 1_000, 3_600],
    [-50, 1, 0],
    [100, -10, 100],
  ])('with %d tokens holds, after %d seconds, %d', (available, seconds, expected) => {
    expect(tokensAt({ available, at: T }, T + seconds * 1000, terms)).toBe(expected);
  });

  it.each<[string, number, number, number]>([
    ['at once, from a full one', 3_600, 1_200, 0],
    ['at once, when just the kept part is left', 745, 25, 0],
    ['after a second, when one token is missing', 744, 25, 1],
    ['when the kept part is whole again', 0, 25, 15],
    ['never later than full, for a request as large as the bucket', 0, 3_600, 72],
    ['never later than full, for one that is larger than the bucket: it is told so', 0, 4_000, 72],
    ['never later than full, for one that leaves no room for the kept part', 0, 3_000, 72],
  ])('can pay %s', (_, available, cost, seconds) => {
    expect(secondsUntilAffordable({ available, at: T }, cost, T, terms)).toBe(seconds);
  });

  it('keeps a fifth for people', () => expect(terms.keep / terms.capacity).toBeGreaterThanOrEqual(0.2));
});
