/** Reads calendar files with another's parser, which knows of time zones only what the file says. */
import ICAL from 'ical.js';

export type Occurrence = {
  /** `2026-11-27T21:00:00`, on the wall. */
  readonly wall: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

export function readCalendar(file: string): ICAL.Component {
  const calendar = ICAL.Component.fromString(file);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone);
  }
  return calendar;
}

export function readEvents(file: string): readonly ICAL.Event[] {
  return readCalendar(file)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));
}

export function listOccurrences(event: ICAL.Event, count: number): readonly Occurrence[] {
  const all = event.iterator();
  return Array.from({ length: count }, () => {
    const time = all.next();
    return { wall: time.toString(), at: time.toUnixTime() * 1_000 };
  });
}
