import type { AccountChanged } from '../../events/zone-change.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Meter } from '../../runtime/metrics.ts';
import { archived } from './archive.ts';
import { type Image, readRecord } from './change-record.ts';
import type { LandedStretch } from './land-events.ts';
import { keptRefusal, type Refusal } from './refusal.ts';

export type StreamRecord = { id: string; image: Image | undefined };

export type LandingPorts = {
  /** Writes an object of the archive; the same key again replaces it. */
  keep(key: string, text: string): Promise<void>;
  /** Lands events in their order, stretch by stretch. */
  land(events: readonly AccountChanged[]): AsyncIterable<LandedStretch>;
  clock: Clock;
  log: Log;
  meter: Meter;
};

type Change = { recordId: string; event: AccountChanged; writtenAt: Date };

/** The stream forgets after 24 hours. What it would forget while the database is away is left to the archive before. */
const PATIENCE_MS = 18 * 3_600_000;

/**
 * Lands a batch: into the archive, then into the database. Answers the record from which on the batch must be given
 * again, if the database went away in the middle; if that was at its beginning, throws. A record or row that can never
 * be landed is kept aside and told, and changes that waited for too long are in the archive, from where they can be
 * landed later: nobody behind them may be lost for their sake.
 */
export async function landChanges(records: readonly StreamRecord[], ports: LandingPorts): Promise<string | undefined> {
  const { changes, refused } = read(records);
  for (const { key, text } of archived(changes.map(({ event }) => event))) await ports.keep(key, text);
  await keepAside(refused, ports);
  let landed = 0;
  try {
    for await (const stretch of ports.land(changes.map(({ event }) => event))) {
      await keepAside(
        stretch.refused.map((row) => ({ what: 'row', ...row })),
        ports,
      );
      tell(stretch, ports);
      landed += stretch.events;
    }
  } catch (error) {
    const leftBehind = leaveToTheArchive(changes.slice(landed), error, ports);
    const next = changes[landed + leftBehind];
    if (next && landed + leftBehind === 0) throw error;
    if (next) ports.log.warn('changes partly landed', { landed, of: changes.length, error });
    return next?.recordId;
  }
  return undefined;
}

/** Answers how many changes, from the first one on, have waited for too long. */
function leaveToTheArchive(changes: readonly Change[], error: unknown, { clock, log, meter }: LandingPorts): number {
  const tooOld = clock().getTime() - PATIENCE_MS;
  const firstPatient = changes.findIndex(({ writtenAt }) => writtenAt.getTime() >= tooOld);
  const left = firstPatient === -1 ? changes : changes.slice(0, firstPatient);
  if (left.length === 0) return 0;
  const observed = left.map(({ event }) => event.observedAt);
  // Half-open, as whoever lands them again is asked for it.
  const [from, to] = [Math.min(...observed), Math.max(...observed) + 1].map((at) => new Date(at).toISOString());
  log.error('changes left to the archive: land them again from there', { events: left.length, from, to, error });
  meter.count('ChangeNotLanded', undefined, left.length);
  return left.length;
}

function read(records: readonly StreamRecord[]): { changes: Change[]; refused: Refusal[] } {
  const changes: Change[] = [];
  const refused: Refusal[] = [];
  for (const { id, image } of records) {
    const record = readRecord(image);
    if (record.kind === 'changed') changes.push({ recordId: id, event: record.event, writtenAt: record.writtenAt });
    if (record.kind === 'unreadable') refused.push({ what: 'item', fields: record.fields, item: image ?? {} });
  }
  return { changes, refused };
}

async function keepAside(refusals: readonly Refusal[], { keep, clock, log, meter }: LandingPorts): Promise<void> {
  for (const refusal of refusals) {
    const { key, text } = keptRefusal(refusal, clock());
    await keep(key, text);
    log.error('change refused', { key, ...inWords(refusal, log) });
  }
  meter.count('ChangeNotLanded', undefined, refusals.length);
}

function inWords(refusal: Refusal, log: Log): Record<string, unknown> {
  if (refusal.what === 'item') {
    return { reason: 'not-readable', fields: refusal.fields, account: log.who(refusal.item.accountId?.S ?? '') };
  }
  const { table, code, constraint, row } = refusal;
  return { reason: code, table, constraint, account: log.who((row as { account?: string }).account ?? '') };
}

function tell({ written, venueless }: LandedStretch, { log, meter }: LandingPorts) {
  meter.count('ChangesLanded', undefined, written);
  if (venueless > 0) log.warn('outages of zones without a venue are not counted', { outages: venueless });
}
