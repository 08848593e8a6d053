import { describe, expect, it } from '@jest/globals';
import { HOLD_SECONDS } from '../../lambdas/sync/run/request-ports-in-aws.ts';
import { allStates, type Definition, type TaskState } from '../../local/engines/state-machines/definition.ts';
import { synthesised, theOne } from './synthesised.ts';

const { service } = synthesised('Prod');
const definition: Definition = JSON.parse(
  textOf(theOne(service, 'AWS::StepFunctions::StateMachine', 'SyncRunMachine').DefinitionString),
);
const tasks = new Map(
  allStates(definition).flatMap(([name, state]) => (state.Type === 'Task' ? [[name, state] as const] : [])),
);

/** The text with something in the place of each reference. */
function textOf(value: unknown): string {
  const joined = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  if (joined) return joined[1].map(textOf).join('');
  return typeof value === 'string' ? value : 'something';
}

/** With every try taking all the time it may, and every pause between them. */
function longestSeconds({ TimeoutSeconds = Number.POSITIVE_INFINITY, Retry = [] }: TaskState): number {
  const pausesOf = ({
    IntervalSeconds = 1,
    MaxAttempts = 3,
    BackoffRate = 2,
    MaxDelaySeconds,
  }: (typeof Retry)[number]) =>
    Array.from({ length: MaxAttempts }, (_, nth) =>
      Math.min(IntervalSeconds * BackoffRate ** nth, MaxDelaySeconds ?? Number.POSITIVE_INFINITY),
    );
  const pauses = Retry.flatMap(pausesOf);
  return TimeoutSeconds * (1 + pauses.length) + pauses.reduce((sum, pause) => sum + pause, 0);
}

describe('a run of the venue sync', () => {
  it('may last as long as all its steps with all their tries, and the right to run outlives it', () => {
    const longest = [...tasks.values()].reduce((sum, task) => sum + longestSeconds(task), 0);
    expect(longest).toBeGreaterThan(0);
    expect(definition.TimeoutSeconds).toBeGreaterThan(longest);
    expect(HOLD_SECONDS).toBeGreaterThan(definition.TimeoutSeconds ?? Number.POSITIVE_INFINITY);
  });

  it('publishes what the sheet changed when the zones cannot be had', () => {
    expect(tasks.get('Zones')?.Catch).toEqual([
      { ErrorEquals: ['States.ALL'], Next: 'Publish', ResultPath: '$.zones' },
    ]);
  });

  it.each(['Fetch', 'Check', 'Apply', 'Publish'])('ends in order when %s fails for good', (name) => {
    expect(tasks.get(name)?.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Finish', ResultPath: '$.failure' }]);
  });
});
