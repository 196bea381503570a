/** Whatever the zone, the days and the time: another's parser rings when the clocks on the wall say so. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeCalendar } from '../../../src/calendar/index.js';
import { addDays, WEEKDAYS, weekdayOf } from '../../../src/kernel/index.js';
import { listOccurrences, readEvents } from '../../unit/calendar/read-calendar.js';

const ZONES = [
  ...['Europe/Lisbon', 'Europe/Berlin', 'Europe/Dublin', 'Europe/Istanbul', 'Africa/Casablanca'],
  ...[
    'Africa/Cairo',
    'America/New_York',
    'America/Sao_Paulo',
    'America/Santiago',
    'America/Havana',
  ],
  ...['America/St_Johns', 'Asia/Jerusalem', 'Asia/Gaza', 'Asia/Kathmandu', 'Asia/Tokyo'],
  ...['Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia'],
  ...['Antarctica/Troll', 'UTC'],
];
const MINUTE_MS = 60_000;
const THREE_HOURS = 180;
/** Over every change of two years. */
const DAYS = 750;

const anyMoment = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  from: fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days)),
  minutes: fc.integer({ min: 0, max: 24 * 60 - 1 }),
});

function wallClock(timeZone: string): (epochMs: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (epochMs) => format.format(epochMs).replace(' ', 'T');
}

/** In the night in which clocks are put forward some times are never on the wall. */
function isEverOnWall(read: (epochMs: number) => string, wall: string, near: number): boolean {
  for (let minutes = -THREE_HOURS; minutes <= THREE_HOURS; minutes++) {
    if (read(near + minutes * MINUTE_MS) === wall) return true;
  }
  return false;
}

it('[K3] [K5] [K7] every occurrence comes at its time on the wall, and none is left out', () => {
  fc.assert(
    fc.property(anyMoment, ({ timeZone, weekdays, from, minutes }) => {
      const time = new Date(minutes * MINUTE_MS).toISOString().slice(11, 16);
      const moment = { timeZone, weekdays, from, time };
      const about = { uid: 'one', sequence: 0, title: 'A moment for two', changedAt: 0 };
      const [event] = readEvents(writeCalendar([{ ...about, ...moment }], 'take-in'));
      const days = Array.from({ length: DAYS }, (_, ahead) => addDays(from, ahead)).filter((day) =>
        weekdays.includes(weekdayOf(day)),
      );
      const read = wallClock(timeZone);
      const occurrences = listOccurrences(event!, days.length);
      expect(occurrences.map(({ wall }) => wall)).toEqual(days.map((day) => `${day}T${time}:00`));
      const wrong = occurrences.filter(
        ({ wall, at }) => read(at) !== wall && isEverOnWall(read, wall, at),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('[K6] a rule still holds twenty years later, as far as anyone knows today', () => {
  for (const timeZone of ['Europe/Lisbon', 'America/New_York', 'Australia/Sydney']) {
    const about = { uid: 'one', sequence: 0, title: 'A moment for two', changedAt: 0 };
    const moment = { timeZone, weekdays: WEEKDAYS, from: '2026-11-27', time: '21:00' };
    const [event] = readEvents(writeCalendar([{ ...about, ...moment }], 'take-in'));
    const read = wallClock(timeZone);
    const later = listOccurrences(event!, 7_300).slice(-365);
    expect(later.filter(({ wall, at }) => read(at) !== wall)).toEqual([]);
  }
});
