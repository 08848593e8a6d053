import type { ZoneStatus } from '../../../lambdas/events/zone-change.ts';
import { readingSays } from '../../../lambdas/monitoring/detection/reading-says.ts';
import type { ZoneState } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { READING_KINDS } from '../../../lambdas/monitoring/reading.ts';
import { aPolicy, at, aZone } from './an-account.ts';

const known = (status: ZoneStatus, more: Partial<ZoneState> = {}): ZoneState => ({
  status,
  since: at(0),
  agreedAt: at(0),
  everUp: true,
  ...more,
});
const step = { at: at(100), policy: aPolicy() };
const closed = aZone({ closed: [[0, 1_000]] });

describe('what a reading says', () => {
  it.each([
    ['playing', 'up'],
    ['not-reporting', 'up'],
    ['paused', 'silent'],
    ['offline', 'down'],
    ['unpaired', 'unpaired'],
    ['subscription-expired', 'lapsed'],
    ['online', 'up'],
    ['unknown', 'unknown'],
  ] as const)('%s of a zone that is up in opening hours: %s', (kind, says) => {
    expect(readingSays(kind, known('up'), aZone(), step)).toBe(says);
  });

  it('is the same for every status unless it is a pause or mere presence', () => {
    for (const kind of READING_KINDS.filter((one) => one !== 'paused' && one !== 'online')) {
      const said = (['unseen', 'up', 'down', 'silent', 'unpaired', 'lapsed'] as const).map((status) =>
        readingSays(kind, known(status), closed, step),
      );
      expect(new Set(said).size).toBe(1);
    }
  });

  it.each([
    ['a zone that is up rests while closed', known('up'), closed, 'up'],
    ['one that was down is connected again', known('down'), closed, 'up'],
    ['during maintenance', known('up'), aZone({ maintenance: [[0, 1_000]] }), 'up'],
    ['a habit is no rest', known('up'), aZone({ usuallyOff: [[0, 1_000]] }), 'silent'],
    [
      'a habit is no excuse for a critical zone',
      known('up'),
      aZone({ critical: true, usuallyOff: [[0, 1_000]] }),
      'silent',
    ],
    ['closing time mends no silence', known('silent'), closed, 'silent'],
    ['a rest proves nothing of a zone never seen up', known('unseen', { everUp: false }), closed, 'silent'],
    [
      'a dormant zone that pauses in opening hours is not up',
      known('down', { dormantSince: at(0) }),
      aZone(),
      'silent',
    ],
  ] as const)('a pause: %s', (_, state, zone, says) => {
    expect(readingSays('paused', state, zone, step)).toBe(says);
  });

  it.each([
    ['unseen', undefined, 'up'],
    ['up', undefined, 'up'],
    ['down', undefined, 'up'],
    ['unpaired', undefined, 'up'],
    ['silent', undefined, 'nothing'],
    ['lapsed', undefined, 'nothing'],
    ['up', 'down', 'up'],
    ['up', 'silent', 'nothing'],
    ['up', 'lapsed', 'nothing'],
    ['down', 'up', 'up'],
    ['down', 'silent', 'nothing'],
    ['silent', 'up', 'nothing'],
    ['silent', 'down', 'silent'],
    ['lapsed', 'unpaired', 'lapsed'],
  ] as const)('presence of a zone that is %s and suspected to be %s says %s', (status, to, says) => {
    const contrary = to && { contrary: { to, at: [at(50)] } };
    expect(readingSays('online', known(status, contrary), aZone(), step)).toBe(says);
  });
});
