import type { DiscoveredAccount, DiscoveredZone } from '../../clients/soundtrack/index.ts';
import { fold } from '../fold.ts';
import type { PlacedZone } from './place-zones.ts';
import type { AccountToSave, KnownAccount, KnownZone, ZoneToSave } from './reconciliation.ts';
import { zoneKind } from './zone-kind.ts';

/** Every zone as it should stand in the record from now on. */
export function zonesToSave(
  placed: readonly PlacedZone[],
  known: readonly KnownZone[],
  isComplete: boolean,
): ZoneToSave[] {
  const namesOf = namesByVenue(placed, isComplete ? [] : known);
  const before = new Map(known.map((zone) => [zone.id, zone]));
  return placed.map((one) => {
    const { zone, account, override, venueId, because } = one;
    const others = venueId === null ? undefined : namesOf.get(venueId)?.filter(({ id }) => id !== zone.id);
    const inferred = zoneKind(
      zone.name,
      others?.map(({ name }) => name),
    );
    const isDecided = override?.kind !== undefined || override?.critical !== undefined;
    return {
      id: zone.id,
      accountId: account.account.id,
      venueId,
      because,
      ...locationOf(zone, account, before.get(zone.id)),
      name: zone.name,
      nameFolded: fold(zone.name),
      kind: override?.kind ?? inferred.kind,
      critical: override?.critical ?? inferred.critical,
      kindSource: isDecided ? 'override' : 'inferred',
      why: isDecided ? 'override' : inferred.why,
    };
  });
}

/** A location that could not be read this time says nothing new. */
function locationOf(zone: DiscoveredZone, { locations }: DiscoveredAccount, known: KnownZone | undefined) {
  if (zone.locationUnread) return { locationName: known?.locationName ?? null, timeZone: known?.timeZone ?? null };
  const location = locations.find(({ id }) => id === zone.locationId);
  return { locationName: location?.name ?? null, timeZone: location?.timezone ?? null };
}

/**
 * The names of each venue's zones. After a walk that missed some, the zones on record count too: half an answer must not
 * turn a restaurant into the only one.
 */
function namesByVenue(placed: readonly PlacedZone[], known: readonly KnownZone[]) {
  const names = new Map<number, { id: string; name: string }[]>();
  const add = (venueId: number | null, zone: { id: string; name: string }) => {
    if (venueId === null) return;
    const list = names.get(venueId);
    if (list) list.push(zone);
    else names.set(venueId, [zone]);
  };
  const seen = new Set(placed.map(({ zone }) => zone.id));
  for (const { venueId, zone } of placed) add(venueId, zone);
  for (const zone of known) if (!zone.gone && !seen.has(zone.id)) add(zone.venueId, zone);
  return names;
}

/** Whether the record says something else. */
export function isChanged(zone: ZoneToSave, known: KnownZone | undefined): boolean {
  if (!known || known.gone) return true;
  return FIELDS.some((field) => zone[field] !== known[field]);
}

const FIELDS = [
  'accountId',
  'venueId',
  'locationName',
  'timeZone',
  'name',
  'kind',
  'critical',
  'kindSource',
] as const satisfies readonly (keyof KnownZone & keyof ZoneToSave)[];

/** Accounts that are new, renamed, or back. */
export function accountsToSave(
  accounts: readonly DiscoveredAccount[],
  known: readonly KnownAccount[],
): AccountToSave[] {
  const knownAccounts = new Map(known.map((account) => [account.id, account]));
  return accounts
    .map(({ account: { id, name } }) => ({ id, name, nameFolded: fold(name) }))
    .filter(({ id, name }) => {
      const before = knownAccounts.get(id);
      return !before || before.gone || before.name !== name;
    });
}
