const DAY_MS = 86_400_000;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const LAST_SERIAL = 400_000;

/** Whether anything of ours can have happened in that year; sheets with years beyond hold a mistyped number. */
export const plausibleYear = (year: number): boolean => year >= 1970 && year <= 2199;

export function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const isoDate = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The day of a sheet's serial number (days since 30 December 1899, the fraction is the time); Buddhist years are taken back. */
export function dateFromSerial(serial: number): string | undefined {
  if (!(serial >= 1 && serial < LAST_SERIAL)) return undefined;
  const date = new Date(SERIAL_ZERO + Math.floor(serial) * DAY_MS);
  const year = date.getUTCFullYear() > 2400 ? date.getUTCFullYear() - 543 : date.getUTCFullYear();
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  return plausibleYear(year) && isRealDate(year, month, day) ? isoDate(year, month, day) : undefined;
}
