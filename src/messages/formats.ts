/** Dates, times and numbers as people read them. Pure: locales are passed in. */
import type { LocalDate } from '../kernel/index.js';

export type Formats = {
  /** "Tuesday 24 November", for a local date as kept with a record. */
  readonly evening: (date: LocalDate) => string;
  /** "Tue 24 Nov". */
  readonly shortEvening: (date: LocalDate) => string;
  /** "24 November 2026". */
  readonly date: (date: LocalDate) => string;
  /** "24 November – 3 December 2026"; one date where both are the same. */
  readonly period: (from: LocalDate, to: LocalDate) => string;
  /** "November 2026", for a local date or a month. */
  readonly month: (date: LocalDate) => string;
  /** "21:04" today and "24 Nov, 21:04" on another day, in this device's time zone. */
  readonly moment: (epochMs: number, now: number) => string;
  /** "Tuesday" or "Tue", for a local date. */
  readonly weekday: (date: LocalDate, width: 'long' | 'short') => string;
  /** "21:00", for `HH:MM` on whichever clock. */
  readonly time: (local: string) => string;
  readonly number: (value: number) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
};

export type FormatLocales = {
  readonly locales: readonly string[];
  /** The language whose habit decides between 21:04 and 9:04 pm. */
  readonly clockHabit: string;
  readonly timeZone: string;
};

/** Browsers pass on what the system calls its language, and that may be no language tag: "C", "en_US.UTF-8". */
function knownLanguages(languages: readonly string[]): string[] {
  return languages.filter((language) => {
    try {
      return Intl.getCanonicalLocales(language).length > 0;
    } catch {
      return false;
    }
  });
}

function hour12Of(language: string): boolean {
  const known = knownLanguages([language]);
  const { hourCycle } = new Intl.DateTimeFormat(known, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h11' || hourCycle === 'h12';
}

/** A local date has no time zone: it is formatted as noon UTC, read in UTC. */
function noonOf(date: LocalDate): Date {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day, 12));
}

export function createFormats({ locales, clockHabit, timeZone }: FormatLocales): Formats {
  const list = knownLanguages(locales);
  const hour12 = hour12Of(clockHabit);
  const inUtc = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(list, { ...options, timeZone: 'UTC' });
    return (date: LocalDate) => format.format(noonOf(date));
  };
  const hours = hour12
    ? ({ hour: 'numeric', hourCycle: 'h12' } as const)
    : ({ hour: '2-digit', hourCycle: 'h23' } as const);
  const clock = { ...hours, minute: '2-digit', timeZone } as const;
  const time = new Intl.DateTimeFormat(list, clock);
  const day = new Intl.DateTimeFormat(list, { day: 'numeric', month: 'short', timeZone });
  const dayAndTime = new Intl.DateTimeFormat(list, { day: 'numeric', month: 'short', ...clock });
  const date = new Intl.DateTimeFormat(list, { dateStyle: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(list);
  const and = new Intl.ListFormat(list, { type: 'conjunction' });
  return {
    evening: inUtc({ weekday: 'long', day: 'numeric', month: 'long' }),
    shortEvening: inUtc({ weekday: 'short', day: 'numeric', month: 'short' }),
    date: (local) => date.format(noonOf(local)),
    period: (from, to) => date.formatRange(noonOf(from), noonOf(to)),
    month: inUtc({ month: 'long', year: 'numeric' }),
    moment: (epochMs, now) =>
      (day.format(epochMs) === day.format(now) ? time : dayAndTime).format(epochMs),
    weekday: (date, width) =>
      new Intl.DateTimeFormat(list, { weekday: width, timeZone: 'UTC' }).format(noonOf(date)),
    time: (local) => {
      const [hour = 0, minute = 0] = local.split(':').map(Number);
      const format = new Intl.DateTimeFormat(list, { ...clock, timeZone: 'UTC' });
      return format.format(Date.UTC(1970, 0, 1, hour, minute));
    },
    number: (value) => number.format(value),
    list: (items) => and.format(items),
  };
}
