import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { ZonesPart } from '../../../lambdas/sync/run/sync-report.ts';
import { ZonesOfRun } from '../../../lambdas/sync/run/zones-of-run.ts';

const Input = z.object({ runId: z.string(), zones: ZonesOfRun });
const read = (state: object) => Input.parse({ runId: '1', ...state }).zones;

describe('what came of the zones', () => {
  it.each<[ZonesPart]>([
    [{ kind: 'not-due' }],
    [{ kind: 'skipped', reason: 'unavailable' }],
    [{ kind: 'discovered', accounts: 1, zones: 2, renamed: 0, vanished: 0, complete: true }],
  ])('is what the step says: %j', (said) => {
    expect(read({ zones: said })).toEqual(said);
  });

  it('is nothing where the run did not come so far', () => {
    expect(read({})).toBeUndefined();
  });

  it.each([
    [
      { Error: 'Retryable', Cause: '{"errorMessage":"Asking Soundtrack for zones: gone"}' },
      'Asking Soundtrack for zones: gone',
    ],
    [{ Error: 'States.Timeout' }, 'A step took longer than it may.'],
  ])('is that it failed, and why, where it failed for good: %j', (error, reason) => {
    expect(read({ zones: error })).toEqual({ kind: 'skipped', reason });
  });
});
