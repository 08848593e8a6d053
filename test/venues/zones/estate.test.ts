import { type DiscoveredAccount, discoverAccounts } from '../../../lambdas/clients/soundtrack/index.ts';
import { reconcileZones } from '../../../lambdas/venues/zones/index.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { accountIdsOf, soundtrackWorldOf } from '../../../local/simulators/index.ts';
import { aSoundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';
import { NOW } from './a-discovery.ts';

describe('an estate discovered and reconciled', () => {
  it('gives no zone to a wrong venue, and nearly every zone to its own', async () => {
    const estate = generateEstate({ venues: 400 });
    const world = soundtrackWorldOf(estate);
    const soundtrack = await aSoundtrack({ estate });
    const accounts: DiscoveredAccount[] = [];
    const onPage = (page: DiscoveredAccount[]) => void accounts.push(...page);
    const { complete } = await discoverAccounts(soundtrack.client(), { onPage, pause: soundtrack.pause });
    await soundtrack.close();

    const venues = estate.venues.map(({ id, name, zones }) => ({
      id: Number(id),
      name,
      accountIds: accountIdsOf(world, id),
      zoneCount: zones.length,
    }));
    const known = { accounts: [], zones: [] };
    const result = reconcileZones({ discovery: { complete, accounts }, known, venues, overrides: [] }, NOW);

    const truth = new Map([...world.zones()].map(({ id, location }) => [id, location.venueId]));
    const placed = result.upserts.zones.filter(({ venueId }) => venueId !== null);
    expect(placed.filter(({ id, venueId }) => truth.get(id) !== String(venueId))).toEqual([]);
    expect(placed.length / 2_000).toBeGreaterThan(0.95);
    expect(result.disagreements.filter(({ kind }) => kind === 'zone-count-differs')).toEqual([]);
    const keys = result.disagreements.map(({ kind, subjectId, field }) => `${kind} ${subjectId} ${field}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
