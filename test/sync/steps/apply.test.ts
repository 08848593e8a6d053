import { apply } from '../../../lambdas/sync/steps/apply.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { aRow } from '../sheet/a-sheet.ts';
import { aRun, known, now, rowsOf, sheetOf, stepEndsWith, surroundings } from './a-run.ts';

describe('applying the sheet', () => {
  const prepared = async () => {
    const world = surroundings({ current: known });
    await world.fetched(sheetOf([...rowsOf(known.slice(1)), aRow(99, 'New', { contact_phone: '1' })]));
    return { ...world, checked: await check(aRun(), world.ports) };
  };

  it('takes over what differs, keeps what cannot be read, and notes what was done', async () => {
    const { ports, seen, checked } = await prepared();
    const taken = await apply(aRun(), checked, ports, now);
    expect(seen.statements[0]).toMatchObject({ runId: aRun().runId, ended: [{ venueId: 1, state: 'removed' }] });
    expect(seen.problemsKept).toEqual([1]);
    expect(seen.applied).toEqual(taken);
    expect(taken).toMatchObject({ changed: 1, ended: 1, problemsOpened: 1, valuesRefused: 0 });
  });

  it('lets nobody be answered with what was kept of venues whose people changed or that ended', async () => {
    const world = surroundings({ current: known });
    const [, second, third] = rowsOf(known);
    if (!second || !third) throw new Error('too few venues for this test');
    second[4] = 'new@hotel.example';
    third[10] = 'other notes';
    await world.fetched(sheetOf([second, third, ...rowsOf(known).slice(3), aRow(99, 'New', {})]));
    const checked = await check(aRun(), world.ports);
    await apply(aRun(), checked, world.ports, now);
    // A first try may have died after its transaction: the second forgets them all the same.
    await apply(aRun(), checked, world.ports, now);
    expect(world.seen.forgotten).toEqual([2, 1, 2, 1]);
  });

  it('forgets what was kept only after the record has changed, lest it be kept anew as it was', async () => {
    const { ports, checked } = await prepared();
    const order: string[] = [];
    const together: typeof ports.together = async (work) => {
      const result = await ports.together(work);
      order.push('committed');
      return result;
    };
    await apply(aRun(), checked, { ...ports, together, forget: async () => void order.push('forgotten') }, now);
    expect(order).toEqual(['committed', 'forgotten']);
  });

  it('ends the overrides that are over with the same change, and counts them', async () => {
    const { ports, checked } = await prepared();
    const asked: Date[] = [];
    const together: typeof ports.together = (work) =>
      ports.together((record) =>
        work({
          ...record,
          async expireOverrides(at) {
            asked.push(at);
            return 3;
          },
        }),
      );
    expect(await apply(aRun(), checked, { ...ports, together }, now)).toMatchObject({ overridesExpired: 3 });
    expect(asked).toEqual([now]);
  });

  it('answers a second try with what the first one did', async () => {
    const { ports, seen, checked } = await prepared();
    const first = await apply(aRun(), checked, ports, now);
    expect(await apply(aRun(), checked, ports, now)).toEqual(first);
    expect(seen.statements).toHaveLength(1);
  });

  it('does nothing for a run that is over, and is not tried again', async () => {
    const { ports, seen, checked } = await prepared();
    const over: typeof ports.together = (work) =>
      ports.together((record) => work({ ...record, log: { ...record.log, progress: async () => ({ kind: 'over' }) } }));
    expect(await stepEndsWith(apply(aRun(), checked, { ...ports, together: over }, now))).toMatchObject({
      name: 'Final',
    });
    expect(seen.statements).toHaveLength(0);
  });

  it('cannot begin without the step before', async () => {
    const { ports } = surroundings();
    const { name, message } = await stepEndsWith(apply(aRun(), { approvedBy: '' }, ports, now));
    expect(name).toBe('Retryable');
    expect(message).toMatch(/^The step failed unexpectedly/);
  });
});
