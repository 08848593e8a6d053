import type { ZoneChange } from '../../events/zone-change.ts';
import { stableUuid } from '../../runtime/fingerprint.ts';

/** An outage of which something was told; what, is among the events. Milliseconds since 1970. */
export type OutageRow = {
  id: string;
  /** Its id as the events have it. */
  name: string;
  zone: string;
  account: string;
  began: number;
};

/** The outage that a change is about, if it is about one. */
export function outageOf(accountId: string, change: ZoneChange): OutageRow | undefined {
  switch (change.kind) {
    case 'outage-began':
      return { ...named(accountId, change), began: change.at };
    case 'outage-ended':
      return { ...named(accountId, change), began: change.beganAt };
    default:
      return undefined;
  }
}

const named = (account: string, { outageId, zoneId }: { outageId: string; zoneId: string }) => ({
  id: uuid.test(outageId) ? outageId : stableUuid(outageId),
  name: outageId,
  zone: zoneId,
  account,
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
