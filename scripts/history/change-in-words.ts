import type { ZoneChange } from '../../lambdas/events/zone-change.ts';
import { assertNever } from '../../lambdas/runtime/failure.ts';
import { counted } from '../in-words.ts';

/** Tells a time in the words of the venue. */
export type Told = (instant: number) => string;

/** What became true, without when, where and why. */
export function changeInWords(change: ZoneChange, told: Told): string {
  switch (change.kind) {
    case 'suspected':
      return `${change.from}, perhaps ${change.to}`;
    case 'dismissed':
      return `still ${change.status}`;
    case 'status':
      return `${change.from} → ${change.to} (${counted(change.readings, 'reading')}, sure at ${told(change.confirmedAt)})`;
    case 'outage-began':
      return `outage: ${change.cause}${change.critical ? ', critical zone' : ''} (${counted(change.readings, 'reading')}, counted from ${told(change.countedFrom)}, sure at ${told(change.confirmedAt)})`;
    case 'outage-ended':
      return `end of the outage that began ${told(change.beganAt)} (sure at ${told(change.confirmedAt)})`;
    case 'unknown':
      return `unknown until ${told(change.until)}`;
    case 'flapping-began':
      return `flapping (${counted(change.changes, 'change')})`;
    case 'chatter-began':
      return `chatter (${counted(change.bad, 'bad reading')})`;
    case 'volume-off':
    case 'volume-fine':
      return `${change.kind === 'volume-off' ? 'volume off' : 'volume fine again'} (${change.percent} %)`;
    case 'flapping-ended':
    case 'chatter-ended':
    case 'dormant':
    case 'woke':
    case 'gone':
      return change.kind.replace('-', ' ');
    default:
      return assertNever(change);
  }
}
