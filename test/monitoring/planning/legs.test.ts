import fc from 'fast-check';
import { legsOfAccounts, legsOfSurvey } from '../../../lambdas/monitoring/planning/legs.ts';
import { accountIds } from './a-situation.ts';

const nobodyRests = () => false;
const legOf = (ids: readonly string[], perLeg = 50, isResting: (id: string) => boolean = nobodyRests) =>
  new Map(
    legsOfAccounts(ids, { perLeg, isResting }).flatMap((leg) =>
      leg.kind === 'accounts' ? leg.accountIds.map((id) => [id, leg.id] as const) : [],
    ),
  );

describe('legs of accounts', () => {
  it('have every account in exactly one, at most so many in each, under names of their own', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 400 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (ids, perLeg, restingOneIn) => {
          const isResting = (id: string) => id.length % restingOneIn === 0;
          const legs = legsOfAccounts(ids, { perLeg, isResting });
          const all = legs.flatMap((leg) => (leg.kind === 'accounts' ? leg.accountIds : []));
          expect(all.toSorted()).toEqual(ids.toSorted());
          expect(new Set(legs.map(({ id }) => id)).size).toBe(legs.length);
          for (const leg of legs) {
            if (leg.kind !== 'accounts') continue;
            expect(leg.accountIds.length).toBeLessThanOrEqual(perLeg);
            expect(leg.accountIds.every((id) => isResting(id) === leg.resting)).toBe(true);
          }
        },
      ),
    );
  });

  it('are the same in whatever order accounts are named', () => {
    const ids = accountIds(300);
    expect(legOf(ids.toReversed())).toEqual(legOf(ids));
  });

  it('keep their accounts when others come and go', () => {
    const ids = accountIds(1_000);
    const before = legOf(ids);
    const after = legOf([...ids.slice(20), ...Array.from({ length: 20 }, (_, at) => `new ${at}`)]);
    const moved = ids.slice(20).filter((id) => before.get(id) !== after.get(id));
    expect(moved.length).toBeLessThan(20);
  });

  it('are filled well: few more than there have to be', () => {
    for (const count of [40, 200, 1_000, 5_000]) {
      const legs = new Set(legOf(accountIds(count)).values()).size;
      expect(legs).toBeLessThanOrEqual(Math.ceil((count / 50) * 3.2) + 1);
    }
  });

  it('of accounts at rest have names of their own', () => {
    const isResting = (id: string) => id.endsWith('7');
    for (const [id, leg] of legOf(accountIds(100), 50, isResting)) expect(leg.startsWith('r')).toBe(isResting(id));
  });

  it('are none for nobody', () => expect(legsOfAccounts([], { perLeg: 50, isResting: nobodyRests })).toEqual([]));
});

describe('legs of a survey', () => {
  it('are numbered in the order of the list', () => {
    const ranges = [
      { after: null, until: 'a' },
      { after: 'c1', until: null },
    ];
    expect(legsOfSurvey({ madeAt: 1, ranges })).toEqual([
      { id: 'p0', kind: 'pages', range: ranges[0] },
      { id: 'p1', kind: 'pages', range: ranges[1] },
    ]);
  });
});
