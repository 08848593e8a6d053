import { expectationOf } from '../../../lambdas/monitoring/detection/expectation.ts';
import { aPolicy, at, aZone } from './an-account.ts';

const always = [[0, 1_000]] as const;
const seen = { everUp: true };

describe('whether a zone is expected to play', () => {
  it.each([
    ['open', aZone(), seen, {}],
    ['closed', aZone({ closed: always }), seen, {}],
    ['maintenance', aZone({ closed: always, maintenance: always }), seen, {}],
    ['closed', aZone({ closed: always }), { everUp: false }, {}],
    ['open', aZone({ closed: always }), seen, { alertOutsideOpeningHours: true }],
    ['closed', aZone({ closed: always }), seen, { alertDuringMaintenance: true }],
    ['closed', aZone({ closed: always, maintenance: always }), seen, { alertDuringMaintenance: true }],
    ['maintenance', aZone({ closed: always, maintenance: always }), seen, { alertOutsideOpeningHours: true }],
    [
      'open',
      aZone({ closed: always, maintenance: always }),
      seen,
      { alertDuringMaintenance: true, alertOutsideOpeningHours: true },
    ],
    ['open', aZone({ maintenance: always }), seen, { alertDuringMaintenance: true }],
    ['never-seen-up', aZone(), { everUp: false }, {}],
    ['never-seen-up', aZone({ closed: always }), { everUp: false }, { alertOutsideOpeningHours: true }],
    ['dormant', aZone(), { everUp: true, dormantSince: at(0) }, {}],
    ['usually-off', aZone({ usuallyOff: always }), seen, {}],
    ['dormant', aZone({ usuallyOff: always }), { everUp: true, dormantSince: at(0) }, {}],
    ['open', aZone({ usuallyOff: always, critical: true }), seen, {}],
    ['not-a-venue', aZone({ venueId: null }), seen, {}],
  ] as const)('%s', (because, zone, past, policy) => {
    const expected = because === 'open';
    expect(expectationOf(zone, past, at(10), aPolicy(policy))).toEqual({ expected, because });
  });
});
