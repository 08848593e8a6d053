import * as z from 'zod';

const timestampText = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\s*(Z|[+-]\d\d(?::?\d\d)?))?$/;

/** A timestamptz column as a Date. The service leaves the offset out and means UTC; microseconds are cut off. */
export const sqlInstant = z.string().transform((text, context): Date => {
  const instant = new Date(isoText(text));
  if (!Number.isNaN(instant.getTime())) return instant;
  context.addIssue({ code: 'custom', message: 'not a timestamp' });
  return z.NEVER;
});

// Date itself would make something of almost any text.
function isoText(text: string): string {
  const [match, day, time, fraction = '', offset = 'Z'] = timestampText.exec(text) ?? [];
  if (match === undefined) return '';
  const zone = /^[+-]\d\d$/.test(offset) ? `${offset}:00` : offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`;
}

/** A date column as 'YYYY-MM-DD'. */
export const sqlDate = z.iso.date();

/** A json or jsonb column, parsed and read through `schema`. */
export const sqlJson = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema as unknown as z.ZodType<z.output<Schema>, unknown>);
