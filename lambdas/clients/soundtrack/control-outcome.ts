import { errorsUnder, isBadValue, isForbidden, isNotFound, isTheirFault, isUnauthenticated } from './errors.ts';
import type { Cost, LaterReason, RefusalReason, SoundtrackError, SoundtrackOutcome } from './outcome.ts';

/** What became of a change. Only `done` means that Soundtrack took it; the player follows 0.5 to 2 seconds later. */
export type ControlOutcome<Done = object> =
  | ({ kind: 'done'; cost?: Cost } & Done)
  /** Surely not done, and the same again does not help. */
  | { kind: 'refused'; reason: ControlRefusal; errors: SoundtrackError[]; cost?: Cost }
  /** `mayHaveRun`: nobody knows whether it was done; look before doing it again. */
  | {
      kind: 'later';
      reason: LaterReason;
      mayHaveRun: boolean;
      retryAfterSeconds?: number;
      /** What Soundtrack said, where it said something that we do not know how to read. */
      errors?: SoundtrackError[];
      cost?: Cost;
    };

export type ControlRefusal =
  /** The player cannot be reached or takes no orders just now; an id that no zone has is answered in the same way. */
  | 'not-controllable'
  /** Zone, source or track: one of the things named is not there, or the zone cannot be controlled; which is not told. */
  | 'not-found'
  /** A value outside what is allowed; `errors[].invalid` names the fields. */
  | 'bad-value'
  | Exclude<RefusalReason, 'not-understood'>;

/** How a mutation ended. `notFound`: what NOT_FOUND means for it. */
export function controlOutcome<Name extends string, Payload, Done>(
  outcome: SoundtrackOutcome<Record<Name, Payload | null>>,
  name: Name,
  { notFound, done }: { notFound: 'not-controllable' | 'not-found'; done(payload: Payload): Done },
): ControlOutcome<Done> {
  const cost = outcome.cost && { cost: outcome.cost };
  if (outcome.kind === 'later') return outcome;
  if (outcome.kind === 'answer') {
    const payload = outcome.data[name];
    if (payload !== null) return { kind: 'done', ...done(payload), ...cost };
  }
  const { errors } = outcome;
  // It ran, or not: an answer that cannot be read does not tell.
  const nobodyKnows = { kind: 'later', reason: 'unavailable', mayHaveRun: true, errors, ...cost } as const;
  if (outcome.kind === 'refused' && outcome.reason === 'not-understood') return nobodyKnows;
  const here = outcome.kind === 'answer' ? errorsAbout(errors, name) : errors;
  const reason = reasonOf(here, notFound) ?? (outcome.kind === 'refused' ? asControl(outcome.reason) : undefined);
  return reason ? { kind: 'refused', reason, errors: here, ...cost } : nobodyKnows;
}

/** There is one mutation in the request, so an error without a path is about it too. */
const errorsAbout = (errors: readonly SoundtrackError[], name: string): SoundtrackError[] => [
  ...errorsUnder(errors, [name]),
  ...errors.filter(({ path }) => path.length === 0),
];

function reasonOf(errors: readonly SoundtrackError[], notFound: ControlRefusal): ControlRefusal | undefined {
  if (errors.length === 0 || errors.some(isTheirFault)) return undefined;
  if (errors.some(isUnauthenticated)) return 'unauthenticated';
  if (errors.some(isForbidden)) return 'forbidden';
  if (errors.some(isBadValue)) return 'bad-value';
  if (errors.some(isNotFound)) return notFound;
  return undefined;
}

const asControl = (reason: RefusalReason): ControlRefusal | undefined =>
  reason === 'not-understood' ? undefined : reason;
