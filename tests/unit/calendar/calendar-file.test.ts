import { describe, expect, it } from 'vitest';
import { type RepeatingMoment, writeCalendar } from '../../../src/calendar/index.js';
import { utf8ToBytes } from '../../../src/kernel/index.js';
import { listOccurrences, readCalendar, readEvents } from './read-calendar.js';

const EVENINGS: RepeatingMoment = {
  uid: '7e2c5f6e-6b0b-4c54-9c1e-1b1f5b1f9a10',
  sequence: 0,
  title: 'A moment for two',
  changedAt: Date.UTC(2026, 10, 27, 20),
  from: '2026-11-27',
  weekdays: ['MO', 'WE', 'FR'],
  time: '21:00',
  timeZone: 'Europe/Lisbon',
};

describe('a calendar file', () => {
  it('[K1] has lines of at most 75 octets, each ended by CR LF, whatever the title', () => {
    const title =
      'Ein Augenblick für uns zwei, jeden Abend; ein Gespräch – 二人のひととき 👩🏽‍❤️‍👨🏻 '.repeat(
        3,
      );
    const file = writeCalendar([{ ...EVENINGS, title }], 'take-in');
    expect(file.endsWith('\r\n')).toBe(true);
    const lines = file.split('\r\n');
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(lines.filter((line) => utf8ToBytes(line).length > 75 || /[\r\n]/.test(line))).toEqual(
      [],
    );
    expect(readEvents(file)[0]?.summary).toBe(title);
  });

  it('[K2] keeps a title as it was, with all that means something in such a file', () => {
    const title = 'us; two, \\n or\nBEGIN:VEVENT: "more"';
    expect(readEvents(writeCalendar([{ ...EVENINGS, title }], 'take-in'))[0]?.summary).toBe(title);
  });

  it('[K3] begins on the first of its weekdays, and repeats on each of them', () => {
    const [event] = readEvents(writeCalendar([{ ...EVENINGS, weekdays: ['TU', 'SA'] }], 'take-in'));
    expect(event?.startDate.toString()).toBe('2026-11-28T21:00:00');
    expect(listOccurrences(event!, 4).map(({ wall }) => wall)).toEqual([
      '2026-11-28T21:00:00',
      '2026-12-01T21:00:00',
      '2026-12-05T21:00:00',
      '2026-12-08T21:00:00',
    ]);
  });

  it('[K3] lasts ten minutes, over midnight too', () => {
    const [event] = readEvents(writeCalendar([{ ...EVENINGS, time: '23:55' }], 'take-in'));
    expect(event?.startDate.toString()).toBe('2026-11-27T23:55:00');
    expect(event?.endDate.toString()).toBe('2026-11-28T00:05:00');
  });

  it('[K4] wakes at its time, takes no time away, and shows others nothing', () => {
    const [event] = readEvents(writeCalendar([EVENINGS], 'take-in'));
    const alarm = event?.component.getFirstSubcomponent('valarm');
    expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('PT0S');
    expect(alarm?.getFirstPropertyValue('description')).toBe('A moment for two');
    expect(event?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(event?.component.getFirstPropertyValue('class')).toBe('PRIVATE');
  });

  it('[K5] writes out each time zone once, from the earliest day that needs it', () => {
    const later = { ...EVENINGS, uid: 'later', from: '2027-06-01' };
    const calendar = readCalendar(
      writeCalendar(
        [later, EVENINGS, { ...EVENINGS, uid: 'tokyo', timeZone: 'Asia/Tokyo' }],
        'take-in',
      ),
    );
    const zones = calendar.getAllSubcomponents('vtimezone');
    expect(zones.map((zone) => zone.getFirstPropertyValue('tzid'))).toEqual([
      'Europe/Lisbon',
      'Asia/Tokyo',
    ]);
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(3);
  });

  it('[K6] says what clocks do as a rule where there is one, and change by change where not', () => {
    const fileFor = (timeZone: string) => writeCalendar([{ ...EVENINGS, timeZone }], 'take-in');
    expect(fileFor('Europe/Lisbon')).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
    expect(fileFor('America/New_York')).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU');
    expect(fileFor('Africa/Casablanca')).not.toContain('FREQ=YEARLY');
    expect(fileFor('Africa/Casablanca')).toContain('RDATE:');
    expect(fileFor('Asia/Tokyo')).not.toContain('BEGIN:DAYLIGHT');
  });

  it('[K8] takes a moment out again: the same name, a higher count, cancelled, with no alarm', () => {
    const calendar = readCalendar(writeCalendar([{ ...EVENINGS, sequence: 3 }], 'take-out'));
    const event = calendar.getFirstSubcomponent('vevent');
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event?.getFirstPropertyValue('uid')).toBe(EVENINGS.uid);
    expect(event?.getFirstPropertyValue('sequence')).toBe(3);
    expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event?.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('[K9] is the same file for the same moment, and says nothing but what is in the moment', () => {
    const file = writeCalendar([EVENINGS], 'take-in');
    expect(writeCalendar([EVENINGS], 'take-in')).toBe(file);
    const event = file.slice(file.indexOf('BEGIN:VEVENT'));
    expect(event.split('\r\n').map((line) => line.split(/[:;]/)[0])).toEqual([
      ...['BEGIN', 'UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'DTEND', 'RRULE', 'SUMMARY'],
      ...['CLASS', 'TRANSP', 'STATUS', 'BEGIN', 'ACTION', 'DESCRIPTION', 'TRIGGER'],
      ...['END', 'END', 'END', ''],
    ]);
  });
});
