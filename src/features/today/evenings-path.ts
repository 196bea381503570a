/** Addresses of past evenings: of a month of them, and of the sheet of one. */
import { type LocalDate, type Month, monthOf } from '../../kernel/index.js';

/** The month that `#/evenings?month=2026-11` asks for; this one where it asks for none, or for one to come. */
export function askedMonth(location: string, tonight: LocalDate): Month {
  const asked = new URLSearchParams(location.split('?')[1]).get('month') ?? '';
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked);
  return isMonth && asked <= monthOf(tonight) ? asked : monthOf(tonight);
}

export function eveningsPath(month: Month): string {
  return `/evenings?month=${month}`;
}

export function checkinPath(evening: LocalDate): string {
  return `/checkin?evening=${evening}`;
}
