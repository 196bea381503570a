/** Local calendar dates. An evening is the local date a check-in belongs to; it lasts until 04:00 of the next day. */

/** `YYYY-MM-DD`, in the time zone of whoever wrote it. */
export type LocalDate = string;
/** `YYYY-MM`. */
export type Month = string;

/** As calendars write them. */
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

export const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The hour of the local clock at which one evening ends and the next begins. */
export const EVENING_BOUNDARY_HOUR = 4;

type LocalParts = { year: number; month: number; day: number; hour: number };

function localParts(epochMs: number, timeZone: string): LocalParts {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(epochMs);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour') };
}

function formatDate(utcMs: number): LocalDate {
  return new Date(utcMs).toISOString().slice(0, 10);
}

/**
 * The evening a moment belongs to, by the wall clock of `timeZone`: 03:59 belongs to the day before.
 * Reads the local hour rather than subtracting hours, so daylight-saving changes do not shift it.
 */
export function eveningOf(
  epochMs: number,
  timeZone: string,
  boundaryHour = EVENING_BOUNDARY_HOUR,
): LocalDate {
  const { year, month, day, hour } = localParts(epochMs, timeZone);
  return formatDate(Date.UTC(year, month - 1, hour < boundaryHour ? day - 1 : day));
}

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7);
}

/** The date `days` later (or earlier, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return formatDate(Date.UTC(year, month - 1, day + days));
}

export function weekdayOf(date: LocalDate): Weekday {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const sundayFirst = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'MO';
}
