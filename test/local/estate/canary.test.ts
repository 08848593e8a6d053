import { describe, expect, it } from '@jest/globals';
import { stageConfig } from '../../../lib/config.ts';
import { withCanary } from '../../../local/estate/canary.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { sheetOf } from '../../../local/estate/sheet-of.ts';
import { accountIdsOf, soundtrackWorldOf } from '../../../local/simulators/index.ts';

describe('our own zone', () => {
  const estate = withCanary(generateEstate({ venues: 100 }));
  const world = soundtrackWorldOf(estate);
  const { zoneId, accountId } = stageConfig('Local').monitoring.canary;

  it('is the one that the local stage exercises: playing, alone in an account of its own', () => {
    expect(world.find(zoneId)).toMatchObject({
      ...{ __typename: 'SoundZone', state: 'playing' },
      account: { id: accountId, name: 'BMA Canary' },
      location: { venueId: '900001' },
    });
    expect([...world.zones()].filter(({ account }) => account.id === accountId)).toHaveLength(1);
  });

  it('is in the sheet with its account, so that somebody would be missed there', () => {
    const venues = sheetOf(estate, { accountsOf: (id) => accountIdsOf(world, id) }).tabs[1]?.values ?? [];
    const rows = venues.filter(([id]) => id === 900_001);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toEqual(expect.arrayContaining(['BMA Canary', accountId]));
  });

  it('is on no other stage yet', () => {
    for (const name of ['Dev', 'Prod']) {
      expect(stageConfig(name).monitoring.canary).toEqual({ zoneId: 'not-set', accountId: 'not-set' });
    }
  });
});
