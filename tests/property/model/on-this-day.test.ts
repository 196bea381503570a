import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, eveningOf, monthOf } from '../../../src/kernel/index.js';
import { listMonths, listSameDates, readDate } from '../../../src/model/index.js';

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
const moments = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2032, 0, 1) });
const MONTHS = listMonths('2014-01-01', '2033-01-01');

describe('what comes back on a day', () => {
  it('has been, is a real date of that day, and comes once', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (moment, zone) => {
        const tonight = eveningOf(moment, zone);
        const found = listSameDates(tonight, MONTHS).map(({ evening }) => evening);
        expect(new Set(found).size).toBe(found.length);
        for (const evening of found) {
          expect(readDate(evening)).toBe(evening);
          expect(monthOf(evening) < monthOf(tonight)).toBe(true);
          const isLeapDay = evening.endsWith('02-29') && tonight.endsWith('02-28');
          expect(evening.slice(8) === tonight.slice(8) || isLeapDay).toBe(true);
        }
      }),
    );
  });

  it('every evening comes back exactly once in each later year', () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.integer({ min: 1, max: 8 }), (day, years) => {
        const evening = addDays('2015-01-01', day);
        const year = Number(evening.slice(0, 4)) + years;
        const days = Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n));
        const shownOn = days.filter(
          (tonight) =>
            tonight.startsWith(String(year)) &&
            listSameDates(tonight, MONTHS).some(
              (each) => each.evening === evening && each.monthsAgo === 12 * years,
            ),
        );
        expect(shownOn).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });
});
