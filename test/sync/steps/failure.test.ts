import { Failure } from '../../../lambdas/runtime/failure.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { failureInWords, stepFailure } from '../../../lambdas/runtime/state-machine/step-failure.ts';

describe('the failure of a step', () => {
  it.each([
    ['Retryable', new SqlFailure('resuming', 'The database was asleep')],
    ['Final', new SqlFailure('not-permitted', 'The database answered not-permitted')],
    ['Retryable', new TypeError('Cannot read “secret cell” of undefined')],
    ['Final', new Failure('sheet-refused', 'no', { retryable: false })],
    ['Retryable', 'thrown text'],
  ] as const)('is %s for %s', (name, error) => expect(stepFailure('Checking the sheet', error).name).toBe(name));

  it('never repeats what stood in a cell', () => {
    const error = new TypeError('Cannot read “081 234 5678, Khun Noi” of undefined');
    expect(stepFailure('Checking the sheet', error).message).toBe(
      'Checking the sheet failed unexpectedly (TypeError); its log has the details.',
    );
  });

  it.each([
    [
      { Error: 'Final', Cause: '{"errorMessage":"Reading the sheet: no","errorType":"Final"}' },
      'Reading the sheet: no',
    ],
    [{ Error: 'States.Timeout' }, 'A step took longer than it may.'],
    [{ Error: 'Sandbox.Timedout', Cause: '{"errorMessage":""}' }, 'A step took longer than it may.'],
    [{ Error: 'Runtime.ExitError', Cause: 'RequestId: 1 Error: exited' }, 'A step failed (Runtime.ExitError).'],
  ])('is told in words: %j', (failure, words) => expect(failureInWords(failure)).toBe(words));
});
