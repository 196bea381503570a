/** What is said of a reminder: when it comes, and what its owner's calendar knows of it. Pure. */
import { addDays, WEEKDAYS, type Weekday } from '../../kernel/index.js';
import type { Formats, MessageId, Text } from '../../messages/index.js';
import type { ReminderError, ReminderFields } from '../../model/index.js';

/** The dates of any week serve to name its days. */
const A_MONDAY = '2026-06-01';

const WORKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];
const WEEKEND: readonly Weekday[] = ['SA', 'SU'];

export function nameWeekday(
  formats: Pick<Formats, 'weekday'>,
  weekday: Weekday,
  width: 'long' | 'short',
): string {
  return formats.weekday(addDays(A_MONDAY, WEEKDAYS.indexOf(weekday)), width);
}

function areSame(a: readonly Weekday[], b: readonly Weekday[]): boolean {
  return a.length === b.length && a.every((day) => b.includes(day));
}

/** "Every day at 21:00". */
export function describeTimes(
  text: Text,
  formats: Pick<Formats, 'weekday' | 'time' | 'list'>,
  { weekdays, time }: Pick<ReminderFields, 'weekdays' | 'time'>,
): string {
  const at = formats.time(time);
  if (areSame(weekdays, WEEKDAYS)) return text('reminders.times.everyDay', { time: at });
  if (areSame(weekdays, WORKDAYS)) return text('reminders.times.workdays', { time: at });
  if (areSame(weekdays, WEEKEND)) return text('reminders.times.weekend', { time: at });
  const names = weekdays.map((day) => nameWeekday(formats, day, 'long'));
  return text('reminders.times.some', { days: formats.list(names), time: at });
}

/** "Lisbon", for `Europe/Lisbon`. */
export function namePlace(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

export const KNOWN: Readonly<Record<'nothing' | 'this' | 'before', MessageId>> = {
  nothing: 'reminders.known.nothing',
  this: 'reminders.known.this',
  before: 'reminders.known.before',
};

export type Slip = { readonly at: 'days' | 'time' | 'title'; readonly sentence: string };

export function describeSlip(text: Text, error: ReminderError): Slip {
  if (error.type === 'NoDay') return { at: 'days', sentence: text('reminders.noDay') };
  if (error.type === 'NoTime') return { at: 'time', sentence: text('reminders.noTime') };
  return { at: 'title', sentence: text('reminders.tooLong', { limit: error.limit }) };
}
