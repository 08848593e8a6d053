/** What Soundtrack shows, brought together with the record of venues. Pure. */
export { reconcileZones } from './reconcile-zones.ts';
export type {
  AccountToSave,
  Disagreement,
  KnownAccount,
  KnownZone,
  Reconciled,
  SuggestedLink,
  ToReconcile,
  VenueWithAccounts,
  ZoneOverride,
  ZoneToSave,
} from './reconciliation.ts';
export { type KindOfZone, zoneKind } from './zone-kind.ts';
export type { ZoneKind } from './zone-words.ts';
