import { UPSTREAM_FINE, upstreamStep } from '../../../lambdas/monitoring/detection/upstream.ts';
import { aPolicy } from './an-account.ts';

const policy = aPolicy();

/** `unread/total` a cycle; a number before it with a colon where cycles were left out or come again. */
function judge(cycles: string): string[] {
  let state = UPSTREAM_FINE;
  let next = 0;
  return cycles.split(' ').map((said) => {
    const [, named, unread, total] = /^(?:(\d+):)?(\d+)\/(\d+)$/.exec(said) ?? [];
    const cycle = named === undefined ? next : Number(named);
    next = cycle + 1;
    const result = upstreamStep(state, { cycle, unread: Number(unread), total: Number(total) }, policy);
    state = result.state;
    return result.change ?? '';
  });
}

describe('the API is the trouble', () => {
  it.each([
    ['after two bad cycles in a row, told once', '11/100 11/100 50/100', ['', 'degraded', '']],
    ['not at exactly the rate', '10/100 10/100 10/100', ['', '', '']],
    ['not after one', '90/100 0/100 90/100 0/100', ['', '', '', '']],
    ['until the first good cycle', '20/100 20/100 20/100 10/100', ['', 'degraded', '', 'restored']],
    ['again after it', '9/10 9/10 0/10 9/10 9/10', ['', 'degraded', 'restored', '', 'degraded']],
    ['not by too few venues', '4/4 4/4 4/4', ['', '', '']],
    ['but few venues can say that it is over', '5/5 5/5 0/4', ['', 'degraded', 'restored']],
    ['not when a cycle lies between', '9/10 2:9/10 9/10', ['', '', 'degraded']],
    ['not by the same cycle twice', '9/10 0:9/10 1:9/10', ['', '', 'degraded']],
    ['not ended by an old cycle', '9/10 9/10 0:0/10', ['', 'degraded', '']],
    ['not judged where nobody was looked at', '9/10 9/10 0/0', ['', 'degraded', '']],
  ])('%s: %s', (_, cycles, changes) => {
    expect(judge(cycles)).toEqual(changes);
  });
});
