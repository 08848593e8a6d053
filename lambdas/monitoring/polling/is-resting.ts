import type { AccountState } from '../detection/zone-state.ts';

/** No zone of the account is missed by anybody: never up, dormant, or with a matter of the account in its way. */
export const isResting = ({ zones }: AccountState): boolean =>
  Object.values(zones).every(
    ({ status, everUp, dormantSince, contrary, outage }) =>
      !contrary && !outage && (!everUp || dormantSince !== undefined || status === 'unpaired' || status === 'lapsed'),
  );
