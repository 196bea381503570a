/** Which evenings come back on a day: those of the same date in the year before it, and in every earlier year. */
import { addDays, type LocalDate, type Month, monthOf } from '../kernel/index.js';
import { hasKnownFields } from './checkin-record.js';
import type { EveningOfTwo } from './evenings.js';
import { readDate } from './values.js';

export type SameDate = {
  readonly evening: LocalDate;
  /** Twelve for each year. */
  readonly monthsAgo: number;
};

const MONTHS_OF_YEAR = 12;

/**
 * Whole years first, the nearest first; then the months of the last year. `months`: where to look. A date that a
 * month doesn't have stays out of it; but the 29th of February comes back on the 28th in years without one.
 */
export function listSameDates(tonight: LocalDate, months: readonly Month[]): readonly SameDate[] {
  const found: SameDate[] = [];
  for (const month of months) {
    const monthsAgo = monthsBetween(month, monthOf(tonight));
    const isYears = monthsAgo % MONTHS_OF_YEAR === 0;
    if (monthsAgo < 1 || (monthsAgo > MONTHS_OF_YEAR && !isYears)) continue;
    for (const day of daysOf(tonight, isYears)) {
      const evening = readDate(`${month}-${day}`);
      if (evening) found.push({ evening, monthsAgo });
    }
  }
  return found.sort(compare);
}

/** The days of the month that count as the same. */
function daysOf(tonight: LocalDate, isYears: boolean): readonly string[] {
  const isLastOfFebruary =
    tonight.slice(5) === '02-28' && monthOf(addDays(tonight, 1)) !== monthOf(tonight);
  return isYears && isLastOfFebruary ? ['29', '28'] : [tonight.slice(8)];
}

function monthsBetween(from: Month, to: Month): number {
  return countMonths(to) - countMonths(from);
}

function countMonths(month: Month): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * MONTHS_OF_YEAR + number;
}

function compare(a: SameDate, b: SameDate): number {
  const isYears = ({ monthsAgo }: SameDate): boolean => monthsAgo % MONTHS_OF_YEAR === 0;
  if (isYears(a) !== isYears(b)) return isYears(a) ? -1 : 1;
  return a.monthsAgo - b.monthsAgo || (a.evening < b.evening ? 1 : -1);
}

/** Whether there is something to read in it: what is sealed or newer than this version doesn't come back by itself. */
export function isWorthRemembering({ mine, theirs }: EveningOfTwo): boolean {
  return [mine?.checkin, theirs].some(
    (checkin) => checkin !== undefined && hasKnownFields(checkin),
  );
}
