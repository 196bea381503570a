/** Addresses of past evenings: of a month of them, of one of them, and of the sheet of one. */
import { type LocalDate, type Month, monthOf } from '../../../kernel/index.js';
import { readDate } from '../../../model/index.js';

export const SEARCH_PATH = '/search';
export const RESTING_PATH = '/resting';

function askedFor(location: string): URLSearchParams {
  return new URLSearchParams(location.split('?')[1]);
}

/** The month that `#/evenings?month=2026-11` asks for; this one where it asks for none, or for one to come. */
export function askedMonth(location: string, tonight: LocalDate): Month {
  const asked = askedFor(location).get('month') ?? '';
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked);
  return isMonth && asked <= monthOf(tonight) ? asked : monthOf(tonight);
}

/** The evening of that month that is to be found first, if one is. */
export function askedEvening(location: string): LocalDate | undefined {
  return readDate(askedFor(location).get('evening') ?? undefined);
}

export function eveningsPath(month: Month): string {
  return `/evenings?month=${month}`;
}

export function eveningPath(evening: LocalDate): string {
  return `${eveningsPath(monthOf(evening))}&evening=${evening}`;
}

export function checkinPath(evening: LocalDate): string {
  return `/checkin?evening=${evening}`;
}
