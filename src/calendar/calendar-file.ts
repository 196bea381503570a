/** Repeating moments as a calendar file (RFC 5545), for a calendar to take in or to take out. SPEC K1 to K9. */
import { addDays, type LocalDate, WEEKDAYS, type Weekday, weekdayOf } from '../kernel/index.js';
import { escapeText, joinLines } from './content-line.js';
import { describeTimeZone } from './time-zone.js';

export type RepeatingMoment = {
  /** The same for ever: by it a calendar knows the moment again. */
  readonly uid: string;
  /** Counts up with each change. */
  readonly sequence: number;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  /** Begins on the first of its weekdays from here on. */
  readonly from: LocalDate;
  /** At least one. */
  readonly weekdays: readonly Weekday[];
  /** `HH:MM` on the clocks of `timeZone`. */
  readonly time: string;
  /** IANA name. */
  readonly timeZone: string;
};

/** `take-out` asks a calendar to forget what it took in before. */
export type CalendarPurpose = 'take-in' | 'take-out';

const MINUTES_LONG = 10;
const MINUTES_OF_DAY = 24 * 60;

function writeMoment(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** `minutes` after midnight of `date`; more than a day's goes on to the next. */
function writeLocal(date: LocalDate, minutes: number): string {
  const day = addDays(date, Math.floor(minutes / MINUTES_OF_DAY)).replaceAll('-', '');
  const rest = minutes % MINUTES_OF_DAY;
  const [hour, minute] = [Math.floor(rest / 60), rest % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${day}T${hour}${minute}00`;
}

function firstDay({ from, weekdays }: RepeatingMoment): LocalDate {
  const days = WEEKDAYS.map((_, ahead) => addDays(from, ahead));
  const found = days.find((day) => weekdays.includes(weekdayOf(day)));
  if (found === undefined) throw new Error('A repeating moment has at least one weekday');
  return found;
}

function writeRule({ weekdays }: RepeatingMoment): string {
  if (WEEKDAYS.every((day) => weekdays.includes(day))) return 'RRULE:FREQ=DAILY';
  return `RRULE:FREQ=WEEKLY;BYDAY=${WEEKDAYS.filter((day) => weekdays.includes(day)).join(',')}`;
}

function writeTimes(moment: RepeatingMoment): readonly string[] {
  const [hour = 0, minute = 0] = moment.time.split(':').map(Number);
  const start = hour * 60 + minute;
  const day = firstDay(moment);
  return [
    `DTSTART;TZID=${moment.timeZone}:${writeLocal(day, start)}`,
    `DTEND;TZID=${moment.timeZone}:${writeLocal(day, start + MINUTES_LONG)}`,
    writeRule(moment),
  ];
}

function writeAlarm(title: string): readonly string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${title}`, 'TRIGGER:PT0S', 'END:VALARM'];
}

function writeEvent(moment: RepeatingMoment, purpose: CalendarPurpose): readonly string[] {
  const title = escapeText(moment.title);
  return [
    'BEGIN:VEVENT',
    `UID:${moment.uid}`,
    `SEQUENCE:${moment.sequence}`,
    `DTSTAMP:${writeMoment(moment.changedAt)}`,
    ...writeTimes(moment),
    `SUMMARY:${title}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    `STATUS:${purpose === 'take-out' ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(purpose === 'take-out' ? [] : writeAlarm(title)),
    'END:VEVENT',
  ];
}

/** Each zone once, from the earliest day on that needs it. */
function writeZones(moments: readonly RepeatingMoment[]): readonly string[] {
  const zones = new Map<string, LocalDate>();
  for (const { timeZone, from } of moments) {
    const known = zones.get(timeZone);
    if (known === undefined || from < known) zones.set(timeZone, from);
  }
  return [...zones].flatMap(([timeZone, since]) => describeTimeZone(timeZone, since));
}

/** Throws a RangeError for a time zone that this phone doesn't know. */
export function writeCalendar(
  moments: readonly RepeatingMoment[],
  purpose: CalendarPurpose,
): string {
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vesper//Vesper//EN',
    'CALSCALE:GREGORIAN',
    ...(purpose === 'take-out' ? ['METHOD:CANCEL'] : []),
    ...writeZones(moments),
    ...moments.flatMap((moment) => writeEvent(moment, purpose)),
    'END:VCALENDAR',
  ]);
}
