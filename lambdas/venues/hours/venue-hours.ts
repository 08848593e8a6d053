import * as z from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** "HH:MM", 00:00 to 24:00, wall-clock time of the venue. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** From, to. An end at or before the beginning is on the next day; equal times are the whole day. */
const Span = z.tuple([wallTime, wallTime]);
export type Span = z.infer<typeof Span>;
const timeZone = z.string().min(1);

export const OpeningHours = z.union([
  z.literal('always'),
  z.object({
    /** A weekday that is not named is closed. */
    week: z.partialRecord(z.enum(WEEKDAYS), z.array(Span)),
    /** Holidays and other days of their own, instead of the weekday's hours; the day on which the hours begin. */
    days: z.record(z.iso.date(), z.array(Span)).optional(),
  }),
]);
export type OpeningHours = z.infer<typeof OpeningHours>;

export const MaintenanceWindow = z.union([
  z.object({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    zoneIds: z.array(z.string()).optional(),
  }),
  z.object({
    daily: Span,
    timeZone,
    weekdays: z.array(z.enum(WEEKDAYS)).optional(),
    zoneIds: z.array(z.string()).optional(),
  }),
]);
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

/** When a venue is meant to have music. */
export const VenueHours = z.object({
  venueId: z.string().min(1),
  /** IANA; null is read as UTC and counts as always open, because its hours cannot be told. */
  timeZone: timeZone.nullable(),
  opening: OpeningHours,
  maintenance: z.array(MaintenanceWindow),
});
export type VenueHours = z.infer<typeof VenueHours>;

/** Why a moment is or is not a time with music. Maintenance wins over closed. */
export type HoursAt = 'open' | 'closed' | 'maintenance';

/** Half-open, milliseconds since 1970. */
export type Period = { from: number; to: number };

/** The hours of one venue, ready to be asked often. Made once per venue and version; remembers the stretch last asked for. */
export type Calendar = {
  /** `zoneId` for windows that concern only some zones. */
  at(instant: number, zoneId?: string): HoursAt;
  /** Beginning of the stretch of equal answers around the instant. */
  since(instant: number, zoneId?: string): number;
  /** Closed and maintenance times within the period, in order, joined where they touch. */
  excluded(period: Period, zoneId?: string): Period[];
};
