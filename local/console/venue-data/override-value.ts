import * as z from 'zod';
import type { Published, VenueField } from '../../../lambdas/venues/index.ts';
import { VENUE_FIELDS } from '../../../lambdas/venues/truth/facts.ts';
import { valueFromText } from '../../../lambdas/venues/truth/field-values.ts';
import { Refused } from '../answer.ts';
import { readRequest } from '../read-request.ts';
import type { VenueRecord } from './venue-desk.ts';

const USAGE =
  '{venue, field, value, by, reason, until?: a day such as 2026-12-31 or an instant} or {venue, field, lift: true, by, reason}';
const words = z.string().trim().min(1, 'is empty').max(2_000);
const Request = z.strictObject({
  venue: z.union([
    z.int().positive(),
    z
      .string()
      .regex(/^\d{1,15}$/u, 'is no venue id')
      .transform(Number),
  ]),
  field: z.enum(VENUE_FIELDS, `is none of ${VENUE_FIELDS.join(', ')}`),
  value: z.union([z.string().max(10_000), z.number(), z.null()]).optional(),
  by: words,
  reason: words,
  until: z.union([z.iso.date(), z.iso.datetime({ offset: true }), z.literal('')]).optional(),
  lift: z.literal(true).optional(),
});
type Forced = z.output<typeof Request>;

/**
 * `recordChanged`: another value is in force now; `directory`: what everybody uses from now on, absent where it could not
 * be published, and `note` says so.
 */
export type OverrideAnswer = {
  venue: number;
  field: VenueField;
  recordChanged: boolean;
  directory?: Published;
  note?: string;
};

/** `POST /api/venue-override`: forces a value over all sources, or lifts that; in force everywhere when it answers. */
export async function overrideValue(body: unknown, record: VenueRecord, now: Date): Promise<OverrideAnswer> {
  const request = readRequest(Request, body, USAGE);
  const { venue, field } = request;
  const overridden = await (request.lift ? lift(request, record, now) : force(request, record, now));
  if (overridden.kind === 'refused') throw new Refused(400, `Refused: ${overridden.problem}.`);
  const { recordChanged } = overridden;
  try {
    return { venue, field, recordChanged, directory: await record.publish(now) };
  } catch (problem) {
    const note = `It is kept, but the directory could not be published (${(problem as Error).message}); the next sync run does it.`;
    return { venue, field, recordChanged, note };
  }
}

function lift({ venue, field, value, until, by, reason }: Forced, record: VenueRecord, now: Date) {
  if (value !== undefined || until) throw new Refused(400, "To lift, send no 'value' and no 'until'.");
  return record.lift({ venueId: venue, field, by, reason }, now);
}

function force({ venue, field, value, until, by, reason }: Forced, record: VenueRecord, now: Date) {
  if (value === undefined)
    throw new Refused(400, "Send the 'value' to force; null or empty text says that there is none.");
  const typed = typeof value === 'string' ? valueFromText(field, value) : value;
  const expiresAt = until ? endOf(until) : undefined;
  return record.force({ venueId: venue, field, value: typed, by, reason, ...(expiresAt && { expiresAt }) }, now);
}

/** A day counts to its last moment in Bangkok, where it is decided. */
const endOf = (until: string): Date =>
  until.length === 10 ? new Date(`${until}T23:59:59.999+07:00`) : new Date(until);
